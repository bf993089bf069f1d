import { architectureByName } from '../src/architectures/architectures.ts'
import type { TrainingSettings } from '../train/training-settings.ts'
import type { Budget } from './comparison-arguments.ts'

type Asked = { budget: Omit<Budget, 'patience'> & { patience: number | null }; seed: number }

/** A training of an architecture within a budget; rate and weight decay as its file has them. */
export function settingsFor(architecture: string, { budget, seed }: Asked): TrainingSettings {
  const { training } = architectureByName(architecture)
  const { learningRate, weightDecay } = training.solver === 'adam' ? training : { learningRate: 0, weightDecay: 0 }
  return {
    architecture,
    learningRate,
    weightDecay,
    epochs: budget.epochs,
    patience: budget.patience,
    samplesPerTrack: budget.segments,
    batchSize: budget.batch,
    schedule: 'cosine',
    mixup: 0.2,
    labelSmoothing: 0.05,
    classWeights: 'root',
    augmentation: 'sound and masks',
    startFrom: null,
    frozenEpochs: 0,
    seed,
  }
}
