import * as tf from '@tensorflow/tfjs'
import { augment } from './augment.ts'
import { createRandom, type Random, shuffled } from './random.ts'
import { readSegment } from './read-segment.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** A batch: mel [n, frames, bands, 1], soft targets [n, classes], weights [n]. */
export type Batch = { mel: tf.Tensor4D; targets: tf.Tensor2D; weights: tf.Tensor1D }

/**
 * The tracks of an epoch, cut into whole batches, the same on every replica: each track `segmentsPerTrack` times, in
 * an order that follows from seed and epoch.
 */
export function epochBatches(job: TrainingJob, epoch: number): JobTrack[][] {
  const visits = Array.from({ length: job.segmentsPerTrack }, () => job.train).flat()
  const order = shuffled(visits, createRandom(job.seed, epoch))
  const batches = Math.max(1, Math.floor(order.length / job.batchSize))
  return Array.from({ length: batches }, (_, i) => order.slice(i * job.batchSize, (i + 1) * job.batchSize))
}

/** Augmented random segments of the given tracks, some mixed with their neighbour. The caller disposes the tensors. */
export function sampleBatch(job: TrainingJob, tracks: JobTrack[], random: Random): Batch {
  const { segmentFrames: frames, classes, store } = job
  const segments = tracks.map((track) => randomSegment(job, track, random))
  const weightOf = classWeights(job)
  const mel = new Float32Array(tracks.length * frames * store.bands)
  const targets = new Float32Array(tracks.length * classes)
  const weights = new Float32Array(tracks.length)
  const confident = 1 - job.labelSmoothing
  targets.fill(job.labelSmoothing / classes)
  for (const [i, segment] of segments.entries()) {
    const partner = (i + 1) % tracks.length
    const share = random() < job.mixup ? 0.6 + 0.4 * random() : 1
    const offset = i * segment.length
    for (let k = 0; k < segment.length; k++) mel[offset + k] = share * segment[k] + (1 - share) * segments[partner][k]
    targets[i * classes + tracks[i].label] += confident * share
    targets[i * classes + tracks[partner].label] += confident * (1 - share)
    weights[i] = share * weightOf[tracks[i].label] + (1 - share) * weightOf[tracks[partner].label]
  }
  return {
    mel: tf.tensor4d(mel, [tracks.length, frames, store.bands, 1]),
    targets: tf.tensor2d(targets, [tracks.length, classes]),
    weights: tf.tensor1d(weights),
  }
}

function randomSegment(job: TrainingJob, track: JobTrack, random: Random): Float32Array {
  const { segmentFrames: frames, store, normalisation } = job
  const firstFrame = Math.floor(random() * Math.max(1, track.frames - frames + 1))
  const segment = readSegment(store, track, { firstFrame, frames })
  augment(segment, { frames, bands: store.bands, topDb: store.topDb }, random)
  for (let i = 0; i < segment.length; i++) segment[i] = (segment[i] - normalisation.meanDb) / normalisation.deviationDb
  return segment
}

/** Rare genres count more, by the square root of their rarity; the mean over the training tracks is 1. */
function classWeights({ train, classes }: TrainingJob): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const { label } of train) counts[label]++
  const raw = counts.map((count) => (count === 0 ? 0 : 1 / Math.sqrt(count)))
  const mean = counts.reduce((sum, count, i) => sum + count * raw[i], 0) / train.length
  return raw.map((weight) => weight / mean)
}
