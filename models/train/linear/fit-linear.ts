import * as tf from '@tensorflow/tfjs'
import { buildInference } from '../export-network.ts'
import { readVector } from '../read-sample.ts'
import type { JobTrack, TrainingJob } from '../training-job.ts'
import { fitLinearSvm } from './linear-svm.ts'
import { type LabelledVector, type LinearWeights, linearLogLoss } from './linear-weights.ts'
import { fitLogisticRegression } from './logistic-regression.ts'

const REGULARISATIONS = [1, 0.3, 0.1, 0.03, 0.01, 0.003]
const COSTS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1]
const SHARPNESSES = Array.from({ length: 20 }, (_, i) => 0.25 * 1.35 ** i)

/** What is taken where there are no validation tracks to choose by. */
const DEFAULT_REGULARISATION = 0.1
const DEFAULT_COST = 0.001
const DEFAULT_SHARPNESS = 3

/**
 * Fits a linear model over the tracks' statistics. How strongly it is regularised, and for the support vector machine
 * how its margins become probabilities, is chosen by the log loss of the validation tracks.
 */
export function fitLinear(job: TrainingJob, solver: 'logistic-regression' | 'linear-svm'): tf.LayersModel {
  const train = vectorsOf(job, job.train)
  const validation = vectorsOf(job, job.validation)
  const { kernel, bias } =
    solver === 'linear-svm' ? bestSvm(job, { train, validation }) : bestLogistic(job, { train, validation })
  const network = buildInference(job)
  tf.tidy(() => {
    const shape: [number, number] = [kernel.length / bias.length, bias.length]
    network
      .getLayer('logits')
      .setWeights([tf.tensor2d(Float32Array.from(kernel), shape), tf.tensor1d(Float32Array.from(bias))])
  })
  return network
}

type Data = { train: LabelledVector[]; validation: LabelledVector[] }

function bestLogistic({ classes }: TrainingJob, { train, validation }: Data): LinearWeights {
  const candidates = validation.length > 0 ? REGULARISATIONS : [DEFAULT_REGULARISATION]
  const fitted = candidates.map((regularisation) => fitLogisticRegression(train, { classes, regularisation }))
  return leastBy(fitted, (weights) => linearLogLoss(weights, validation))
}

function bestSvm({ classes, seed }: TrainingJob, { train, validation }: Data): LinearWeights {
  if (validation.length === 0)
    return sharpened(fitLinearSvm(train, { classes, cost: DEFAULT_COST, seed }), DEFAULT_SHARPNESS)
  const fitted = COSTS.map((cost) => fitLinearSvm(train, { classes, cost, seed }))
  const sharp = fitted.map((weights) =>
    sharpened(
      weights,
      leastBy(SHARPNESSES, (sharpness) => linearLogLoss(weights, validation, sharpness)),
    ),
  )
  return leastBy(sharp, (weights) => linearLogLoss(weights, validation))
}

function sharpened({ kernel, bias }: LinearWeights, sharpness: number): LinearWeights {
  return { kernel: kernel.map((weight) => weight * sharpness), bias: bias.map((weight) => weight * sharpness) }
}

function leastBy<T>(candidates: T[], cost: (candidate: T) => number): T {
  const costs = candidates.map(cost)
  return candidates[costs.indexOf(Math.min(...costs))]
}

function vectorsOf({ sounds }: TrainingJob, tracks: JobTrack[]): LabelledVector[] {
  if (sounds.kind !== 'features') throw new Error('A linear model is fitted to statistics, not to spectrograms.')
  return tracks.map(({ place, label }) => ({ vector: readVector(sounds, place), label }))
}
