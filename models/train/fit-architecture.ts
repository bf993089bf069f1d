import { basename, dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import type { Architecture } from '../src/architectures/architecture.ts'
import { architectureByName } from '../src/architectures/architectures.ts'
import { memberScope, STACKING_LAYER } from '../src/architectures/ensemble.ts'
import { foldBatchNorm } from '../src/architectures/fold-batch-norm.ts'
import { describeTracks, type TrackDescription } from './describe-tracks.ts'
import { buildInference, exportNetwork } from './export-network.ts'
import { fitNetwork } from './fit-network.ts'
import { fitLinear } from './linear/fit-linear.ts'
import type { LabelledVector } from './linear/linear-weights.ts'
import { fitLogisticRegression } from './linear/logistic-regression.ts'
import type { EpochScore, TrainingJob } from './training-job.ts'

export type FitArchitectureOptions = {
  threads: number | null
  onEpoch?: (score: EpochScore, architecture: string) => void
}

/** A trained network, ready to be used and written; the caller disposes it. `history` is empty without epochs. */
export type FittedArchitecture = { network: tf.LayersModel; history: EpochScore[] }

const STACKING_SAMPLES = 6
const STACKING_REGULARISATION = 0.05

/** Trains whatever an architecture is: a network by gradient steps, a linear model, or an ensemble member by member. */
export async function fitArchitecture(job: TrainingJob, options: FitArchitectureOptions): Promise<FittedArchitecture> {
  const architecture = architectureByName(job.architecture)
  if (architecture.members) return fitEnsemble(job, architecture.members, options)
  const { training } = architecture
  if (training.solver !== 'adam') return { network: fitLinear(job, training.solver), history: [] }
  const { threads, onEpoch } = options
  const state = await fitNetwork(job, { threads, onEpoch: (score) => onEpoch?.(score, architecture.name) })
  return { network: exportNetwork(job, state), history: state.history }
}

async function fitEnsemble(
  job: TrainingJob,
  members: Architecture[],
  options: FitArchitectureOptions,
): Promise<FittedArchitecture> {
  const whole = buildInference(job)
  const history: EpochScore[] = []
  const descriptions: TrackDescription[][] = []
  for (const member of members) {
    const fitted = await fitArchitecture(memberJob(job, member), options)
    foldBatchNorm(fitted.network, whole, memberScope(member))
    history.push(...fitted.history)
    const samples = { sounds: job.sounds, samplesPerTrack: STACKING_SAMPLES }
    descriptions.push(await describeTracks(fitted.network, job.validation, samples))
    fitted.network.dispose()
  }
  if (whole.layers.some(({ name }) => name === STACKING_LAYER)) {
    const weights = fitStacking(
      descriptions,
      job.validation.map(({ label }) => label),
      job.classes,
    )
    setStacking(whole, weights)
  }
  return { network: whole, history }
}

/** The training of one member, with a checkpoint that it shares with a training of its own. */
export function memberJob(job: TrainingJob, member: Architecture): TrainingJob {
  const file = basename(job.checkpointFile).replace(job.architecture, member.name)
  const checkpointFile = join(dirname(job.checkpointFile), file)
  return { ...job, architecture: member.name, checkpointFile }
}

/**
 * How a stacked ensemble weighs its members: a linear layer over their log-probabilities, from the mean of all towards
 * what suits tracks that none of them was trained on. Without such tracks it stays the mean.
 */
export function fitStacking(
  members: Pick<TrackDescription, 'segmentProbabilities'>[][],
  labels: number[],
  classes: number,
) {
  const inputs = members.length * classes
  const kernel = new Float64Array(inputs * classes)
  for (let i = 0; i < inputs; i++) kernel[i * classes + (i % classes)] = 1 / members.length
  const start = { kernel, bias: new Float64Array(classes) }
  const data: LabelledVector[] = labels.flatMap((label, track) => {
    const segments = members[0][track].segmentProbabilities
    return segments.map((_, segment) => {
      const answers = members.flatMap((member) => Array.from(member[track].segmentProbabilities[segment]))
      return { vector: Float32Array.from(answers, (p) => Math.log(Math.max(1e-7, p))), label }
    })
  })
  if (data.length === 0) return start
  return fitLogisticRegression(data, { classes, regularisation: STACKING_REGULARISATION, start })
}

function setStacking(network: tf.LayersModel, { kernel, bias }: ReturnType<typeof fitStacking>): void {
  tf.tidy(() => {
    const matrix = tf.tensor2d(Float32Array.from(kernel), [kernel.length / bias.length, bias.length])
    network.getLayer(STACKING_LAYER).setWeights([matrix, tf.tensor1d(Float32Array.from(bias))])
  })
}
