import * as tf from '@tensorflow/tfjs'
import { architectureByName } from '../src/architectures/architectures.ts'
import { reseedDropout } from '../src/architectures/seeded-dropout.ts'
import { adamW, initialAdamState } from './adam-w.ts'
import { readCheckpoint, type TrainingState, writeCheckpoint } from './checkpoint.ts'
import { readVariables, variablesOf, writeVariables } from './flat-variables.ts'
import { createRandom } from './random.ts'
import type { ReplicaGroup } from './replica-group.ts'
import { epochBatches, sampleBatch } from './sample-epoch.ts'
import { scoreTracks } from './score-tracks.ts'
import type { EpochScore, JobTrack, TrainingJob } from './training-job.ts'

type Replica = { network: tf.LayersModel; weights: tf.Variable[]; statistics: tf.Variable[] }
type FitOptions = { group: ReplicaGroup; onEpoch?: (score: EpochScore) => void; stopAfterEpoch?: number }

const AVERAGING = 0.99

/**
 * Trains one replica of a network in step with its group. Everything follows from the job and its seed, so a training
 * that resumes from its checkpoint ends with the weights of one that was never interrupted.
 */
export function fitReplica(job: TrainingJob, { group, onEpoch, stopAfterEpoch }: FitOptions): TrainingState {
  const replica = buildReplica(job)
  const fingerprint = fingerprintOf(job, group.size)
  const state = readCheckpoint(job.checkpointFile, fingerprint) ?? initialState(replica)
  group.average(new Float32Array(1))
  const lastEpoch = Math.min(job.epochs, stopAfterEpoch ?? job.epochs)
  while (state.epoch < lastEpoch && !isStale(state, job)) {
    const trainLoss = trainEpoch(replica, state, { job, group })
    state.epoch++
    const validation = validate(replica, state, { job, group })
    if (validation && validation.loss < (state.best?.loss ?? Number.POSITIVE_INFINITY)) {
      const { epoch, averaged, statistics } = state
      state.best = { epoch, loss: validation.loss, averaged: averaged.slice(), statistics: statistics.slice() }
    }
    const score = { epoch: state.epoch, trainLoss, validation }
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

/** A network in training mode with given flat values. */
export function buildReplica(
  job: Pick<TrainingJob, 'architecture' | 'segmentFrames' | 'store' | 'classes' | 'seed'>,
): Replica {
  const { segmentFrames: frames, classes, seed, store } = job
  const options = { frames, bands: store.bands, classes, mode: 'training', seed } as const
  const network = architectureByName(job.architecture).build(options)
  return {
    network,
    weights: variablesOf(network.trainableWeights),
    statistics: variablesOf(network.nonTrainableWeights),
  }
}

function initialState({ weights, statistics }: Replica): TrainingState {
  const values = readVariables(weights)
  return {
    epoch: 0,
    weights: values,
    averaged: values.slice(),
    statistics: readVariables(statistics),
    adam: initialAdamState(values.length),
    history: [],
    best: null,
  }
}

function trainEpoch(
  replica: Replica,
  state: TrainingState,
  { job, group }: { job: TrainingJob; group: ReplicaGroup },
): number {
  writeVariables(replica.weights, state.weights)
  writeVariables(replica.statistics, state.statistics)
  reseedDropout(replica.network, (state.epoch * group.size + group.rank) * 1000)
  const random = createRandom(job.seed, state.epoch, group.rank + 1)
  const batches = epochBatches(job, state.epoch)
  let total = 0
  for (const [i, batch] of batches.entries()) {
    const share = batch.filter((_, position) => position % group.size === group.rank)
    const { loss, gradient } = lossAndGradient(replica, share, { job, random })
    group.average(gradient)
    const progress = (state.epoch + i / batches.length) / job.epochs
    adamW(state.weights, gradient, {
      state: state.adam,
      learningRate: job.learningRate * schedule(progress),
      weightDecay: job.weightDecay,
    })
    averageInto(state.averaged, state.weights, Math.min(AVERAGING, state.adam.step / (state.adam.step + 10)))
    writeVariables(replica.weights, state.weights)
    total += loss
  }
  state.statistics = readVariables(replica.statistics)
  const mean = Float32Array.of(total / batches.length)
  group.average(state.statistics)
  group.average(mean)
  return mean[0]
}

function lossAndGradient(
  { network, weights }: Replica,
  tracks: JobTrack[],
  { job, random }: { job: TrainingJob; random: () => number },
): { loss: number; gradient: Float32Array } {
  // Filled from within: what a tidy returns is searched for tensors, value by value.
  const gradient = new Float32Array(weights.reduce((sum, { size }) => sum + size, 0))
  const loss = tf.tidy(() => {
    const batch = sampleBatch(job, tracks, random)
    const { value, grads } = tf.variableGrads(() => {
      const [logits] = network.apply(batch.mel, { training: true }) as tf.Tensor[]
      const crossEntropy = tf.neg(tf.sum(tf.mul(batch.targets, tf.logSoftmax(logits)), 1))
      return tf.mean(tf.mul(crossEntropy, batch.weights)) as tf.Scalar
    }, weights)
    let offset = 0
    for (const { name, size } of weights) {
      gradient.set(grads[name].dataSync() as Float32Array, offset)
      offset += size
    }
    return value.dataSync()[0]
  })
  return { loss, gradient }
}

/** Each replica scores its share of the tracks with the averaged weights; the means of loss and accuracy agree. */
function validate(replica: Replica, state: TrainingState, { job, group }: { job: TrainingJob; group: ReplicaGroup }) {
  if (job.validation.length === 0) return null
  writeVariables(replica.weights, state.averaged)
  writeVariables(replica.statistics, state.statistics)
  const share = job.validation.filter((_, position) => position % group.size === group.rank)
  const sums = scoreTracks(replica.network, share, job)
  const means = Float32Array.of(sums.loss, sums.correct)
  group.average(means)
  const perTrack = group.size / job.validation.length
  return { loss: means[0] * perTrack, accuracy: means[1] * perTrack }
}

function isStale({ best, epoch }: TrainingState, { patience }: TrainingJob): boolean {
  return patience !== null && best !== null && epoch - best.epoch >= patience
}

/** A short warm-up, then half a cosine down to nothing. */
function schedule(progress: number): number {
  const warmUp = 0.05
  if (progress < warmUp) return (progress + 0.002) / (warmUp + 0.002)
  return 0.5 * (1 + Math.cos((Math.PI * (progress - warmUp)) / (1 - warmUp)))
}

function averageInto(averaged: Float32Array, weights: Float32Array, keep: number): void {
  for (let i = 0; i < weights.length; i++) averaged[i] = keep * averaged[i] + (1 - keep) * weights[i]
}

/** What must be equal for a checkpoint to be continued. */
function fingerprintOf(job: TrainingJob, replicas: number): string {
  const { store, checkpointFile, train, validation, ...settings } = job
  return JSON.stringify({ ...settings, replicas, bands: store.bands, train, validation })
}
