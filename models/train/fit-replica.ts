import * as tf from '@tensorflow/tfjs'
import { reseedDropout } from '../src/architectures/seeded-dropout.ts'
import { adamW, initialAdamState } from './adam-w.ts'
import { readCheckpoint, type TrainingState, writeCheckpoint } from './checkpoint.ts'
import { readVariables, sizeOf, writeVariables } from './flat-variables.ts'
import { learningRateAt } from './learning-rate.ts'
import { createRandom } from './random.ts'
import { buildReplica, learningPart, type Replica } from './replica.ts'
import type { ReplicaGroup } from './replica-group.ts'
import { epochBatches, sampleBatch } from './sample-epoch.ts'
import { scoreTracks } from './score-tracks.ts'
import { startFrom } from './start-from.ts'
import type { EpochScore, JobTrack, TrainingJob } from './training-job.ts'

type FitOptions = { group: ReplicaGroup; onEpoch?: (score: EpochScore) => void; stopAfterEpoch?: number }

const AVERAGING = 0.99

/**
 * Trains one replica of a network in step with its group. Everything follows from the job and its seed, so a training
 * that resumes from its checkpoint ends with the weights of one that was never interrupted.
 */
export async function fitReplica(
  job: TrainingJob,
  { group, onEpoch, stopAfterEpoch }: FitOptions,
): Promise<TrainingState> {
  const replica = buildReplica(job)
  const fingerprint = fingerprintOf(job, group.size)
  const state = readCheckpoint(job.checkpointFile, fingerprint) ?? (await initialState(replica, job))
  group.average(new Float32Array(1))
  const lastEpoch = Math.min(job.epochs, stopAfterEpoch ?? job.epochs)
  while (state.epoch < lastEpoch && !isStale(state, job)) {
    const startedAt = performance.now()
    const { trainLoss, learningRate } = await trainEpoch(replica, state, { job, group })
    state.epoch++
    const validation = await validate(replica, state, { job, group })
    if (validation && validation.loss < (state.best?.loss ?? Number.POSITIVE_INFINITY)) {
      const { epoch, averaged, statistics } = state
      state.best = { epoch, loss: validation.loss, averaged: averaged.slice(), statistics: statistics.slice() }
    }
    const seconds = (performance.now() - startedAt) / 1000
    const score = { epoch: state.epoch, trainLoss, learningRate, seconds, validation }
    state.history.push(score)
    if (group.rank === 0) writeCheckpoint(job.checkpointFile, state, fingerprint)
    onEpoch?.(score)
  }
  replica.network.dispose()
  return state
}

/** The weights that a finished training yields: the last average, or with early stopping the best one. */
export function resultOf(state: TrainingState, { patience }: Pick<TrainingJob, 'patience'>) {
  return patience !== null && state.best ? state.best : state
}

async function initialState(replica: Replica, job: TrainingJob): Promise<TrainingState> {
  if (job.startFrom) startFrom(replica, job, job.startFrom)
  const values = await readVariables(replica.weights)
  return {
    epoch: 0,
    weights: values,
    averaged: values.slice(),
    statistics: await readVariables(replica.statistics),
    adam: initialAdamState(values.length),
    history: [],
    best: null,
  }
}

type InGroup = { job: TrainingJob; group: ReplicaGroup }

async function trainEpoch(replica: Replica, state: TrainingState, { job, group }: InGroup) {
  writeVariables(replica.weights, state.weights)
  writeVariables(replica.statistics, state.statistics)
  reseedDropout(replica.network, (state.epoch * group.size + group.rank) * 1000)
  // What was frozen until now has no moments yet.
  if (job.frozenEpochs > 0 && state.epoch === job.frozenEpochs) state.adam = initialAdamState(state.weights.length)
  const { variables, ranges } = learningPart(replica, state.epoch < job.frozenEpochs)
  const random = createRandom(job.seed, state.epoch, group.rank + 1)
  const batches = epochBatches(job, state.epoch)
  let total = 0
  let learningRate = 0
  for (const [i, batch] of batches.entries()) {
    const share = batch.filter((_, position) => position % group.size === group.rank)
    const { loss, gradient } = await lossAndGradient(replica.network, variables, { job, share, random })
    group.average(gradient)
    const progress = (state.epoch + i / batches.length) / job.epochs
    learningRate = learningRateAt(job, { progress, history: state.history })
    adamW(state.weights, spreadOver(gradient, ranges, state.weights.length), {
      state: state.adam,
      learningRate,
      weightDecay: job.weightDecay,
      ranges,
    })
    averageInto(state.averaged, state.weights, Math.min(AVERAGING, state.adam.step / (state.adam.step + 10)))
    writeVariables(replica.weights, state.weights)
    total += loss
  }
  state.statistics = await readVariables(replica.statistics)
  const mean = Float32Array.of(total / batches.length)
  group.average(state.statistics)
  group.average(mean)
  return { trainLoss: mean[0], learningRate }
}

/** The gradient of the learning weights, one after the other. */
async function lossAndGradient(
  network: tf.LayersModel,
  variables: tf.Variable[],
  { job, share, random }: { job: TrainingJob; share: JobTrack[]; random: () => number },
): Promise<{ loss: number; gradient: Float32Array }> {
  const [value, ...slopes] = tf.tidy(() => {
    const batch = sampleBatch(job, share, random)
    const { value, grads } = tf.variableGrads(() => {
      const [logits] = network.apply(batch.input, { training: true }) as tf.Tensor[]
      const crossEntropy = tf.neg(tf.sum(tf.mul(batch.targets, tf.logSoftmax(logits)), 1))
      return tf.mean(tf.mul(crossEntropy, batch.weights)) as tf.Scalar
    }, variables)
    return [value, ...variables.map(({ name }) => grads[name])]
  })
  const gradient = new Float32Array(sizeOf(variables))
  let offset = 0
  for (const slope of slopes) {
    gradient.set((await slope.data()) as Float32Array, offset)
    offset += slope.size
  }
  const loss = (await value.data())[0]
  tf.dispose([value, ...slopes])
  return { loss, gradient }
}

/** Where only some weights learn, their gradient at their places among all. */
function spreadOver(gradient: Float32Array, ranges: { from: number; to: number }[], length: number): Float32Array {
  if (gradient.length === length) return gradient
  const spread = new Float32Array(length)
  let offset = 0
  for (const { from, to } of ranges) {
    spread.set(gradient.subarray(offset, offset + to - from), from)
    offset += to - from
  }
  return spread
}

/** Each replica scores its share of the tracks with the averaged weights; the means of loss and accuracy agree. */
async function validate(
  replica: Replica,
  state: TrainingState,
  { job, group }: InGroup,
): Promise<EpochScore['validation']> {
  if (job.validation.length === 0) return null
  writeVariables(replica.weights, state.averaged)
  writeVariables(replica.statistics, state.statistics)
  const share = job.validation.filter((_, position) => position % group.size === group.rank)
  const sums = await scoreTracks(replica.network, share, job)
  const means = Float32Array.of(sums.loss, sums.correct)
  group.average(means)
  const perTrack = group.size / job.validation.length
  return { loss: means[0] * perTrack, accuracy: means[1] * perTrack }
}

function isStale({ best, epoch }: TrainingState, { patience }: TrainingJob): boolean {
  return patience !== null && best !== null && epoch - best.epoch >= patience
}

function averageInto(averaged: Float32Array, weights: Float32Array, keep: number): void {
  for (let i = 0; i < weights.length; i++) averaged[i] = keep * averaged[i] + (1 - keep) * weights[i]
}

/** What must be equal for a checkpoint to be continued. */
function fingerprintOf(job: TrainingJob, replicas: number): string {
  const { sounds, checkpointFile, ...settings } = job
  const heard = sounds.kind === 'mel' ? { ...sounds, bytes: null } : { ...sounds, values: null }
  return JSON.stringify({ ...settings, sounds: heard, replicas })
}
