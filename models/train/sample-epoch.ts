import * as tf from '@tensorflow/tfjs'
import { augment } from './augment.ts'
import { createRandom, gaussian, type Random, shuffled } from './random.ts'
import { normaliseSegment, readVector } from './read-sample.ts'
import { readSegment } from './read-segment.ts'
import { type FeatureSounds, type MelSounds, type Place, sampleShape } from './sounds.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** A batch: input [n, frames, bands, 1], soft targets [n, classes], weights [n]. */
export type Batch = { input: tf.Tensor4D; targets: tf.Tensor2D; weights: tf.Tensor1D }

/** How far each standardised statistic is moved at random. */
const VECTOR_NOISE = 0.1

/**
 * The tracks of an epoch, cut into whole batches, the same on every replica: each track `samplesPerTrack` times, the
 * auxiliary ones once, in an order that follows from seed and epoch.
 */
export function epochBatches(job: TrainingJob, epoch: number): JobTrack[][] {
  const visits = [...Array.from({ length: job.samplesPerTrack }, () => job.train).flat(), ...job.auxiliary]
  const order = shuffled(visits, createRandom(job.seed, epoch))
  const batches = Math.max(1, Math.floor(order.length / job.batchSize))
  return Array.from({ length: batches }, (_, i) => order.slice(i * job.batchSize, (i + 1) * job.batchSize))
}

/** Augmented random samples of the given tracks, some mixed with their neighbour. The caller disposes the tensors. */
export function sampleBatch(job: TrainingJob, tracks: JobTrack[], random: Random): Batch {
  const { sounds, classes } = job
  const { frames, bands } = sampleShape(sounds)
  const samples = tracks.map((track) => randomSample(job, track, random))
  const weightOf = classWeights(job)
  const input = new Float32Array(tracks.length * frames * bands)
  const targets = new Float32Array(tracks.length * classes)
  const weights = new Float32Array(tracks.length)
  const confident = 1 - job.labelSmoothing
  targets.fill(job.labelSmoothing / classes)
  for (const [i, sample] of samples.entries()) {
    const partner = (i + 1) % tracks.length
    const share = random() < job.mixup ? 0.6 + 0.4 * random() : 1
    const offset = i * sample.length
    for (let k = 0; k < sample.length; k++) input[offset + k] = share * sample[k] + (1 - share) * samples[partner][k]
    targets[i * classes + tracks[i].label] += confident * share
    targets[i * classes + tracks[partner].label] += confident * (1 - share)
    weights[i] = share * weightOf[tracks[i].label] + (1 - share) * weightOf[tracks[partner].label]
  }
  return {
    input: tf.tensor4d(input, [tracks.length, frames, bands, 1]),
    targets: tf.tensor2d(targets, [tracks.length, classes]),
    weights: tf.tensor1d(weights),
  }
}

function randomSample(job: TrainingJob, { place, variants }: JobTrack, random: Random): Float32Array {
  const { sounds } = job
  if (sounds.kind === 'features') return randomVector(job, sounds, { place, random })
  const recording = variants.length === 0 ? place : [place, ...variants][Math.floor(random() * (variants.length + 1))]
  return randomSegment(job, sounds, { place: recording, random })
}

type Draw = { place: Place; random: Random }

function randomSegment({ augmentation }: TrainingJob, sounds: MelSounds, { place, random }: Draw): Float32Array {
  const { segmentFrames: frames, bands, topDb } = sounds
  const firstFrame = Math.floor(random() * Math.max(1, place.frames - frames + 1))
  const segment = readSegment(sounds, place, { firstFrame, frames })
  if (augmentation !== 'none') {
    const masks = augmentation === 'sound and masks'
    augment(segment, { frames, bands, topDb, masks }, random)
  }
  normaliseSegment(segment, sounds)
  return segment
}

function randomVector({ augmentation }: TrainingJob, sounds: FeatureSounds, { place, random }: Draw): Float32Array {
  const vector = readVector(sounds, place)
  if (augmentation !== 'none') for (let i = 0; i < vector.length; i++) vector[i] += gaussian(random) * VECTOR_NOISE
  return vector
}

/** The weight of each genre; the mean over the training tracks is 1. */
export function classWeights({
  train,
  classes,
  classWeights,
}: Pick<TrainingJob, 'train' | 'classes' | 'classWeights'>): number[] {
  const power = { even: 0, root: 0.5, balanced: 1 }[classWeights]
  const counts = new Array<number>(classes).fill(0)
  for (const { label } of train) counts[label]++
  const raw = counts.map((count) => (count === 0 ? 0 : count ** -power))
  const mean = counts.reduce((sum, count, i) => sum + count * raw[i], 0) / train.length
  return raw.map((weight) => weight / mean)
}
