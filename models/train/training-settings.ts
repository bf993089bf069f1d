import type { TrainingJob } from './training-job.ts'

const SETTINGS = [
  'architecture',
  'epochs',
  'samplesPerTrack',
  'batchSize',
  'learningRate',
  'schedule',
  'weightDecay',
  'labelSmoothing',
  'classWeights',
  'augmentation',
  'mixup',
  'patience',
  'startFrom',
  'frozenEpochs',
  'seed',
] as const

/** What of a training is the same in every fold. */
export type TrainingSettings = Pick<TrainingJob, (typeof SETTINGS)[number]>

/** These of many options: nothing else, such as where a network is written, may decide whether a training goes on. */
export function trainingSettingsOf(options: TrainingSettings): TrainingSettings {
  return Object.fromEntries(SETTINGS.map((name) => [name, options[name]])) as TrainingSettings
}
