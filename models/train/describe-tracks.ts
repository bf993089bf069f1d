import * as tf from '@tensorflow/tfjs'
import type { EmbeddingParts } from '../src/embedding-recipe.ts'
import { evenSegments } from '../src/even-segments.ts'
import { timbreStatistics } from '../src/timbre-statistics.ts'
import type { MelStore } from './mel-cache.ts'
import { readSegment } from './read-segment.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** What the analyser would say of a stored track. */
export type TrackDescription = EmbeddingParts & {
  probabilities: Float32Array
  segmentProbabilities: Float32Array[]
}

type Described = Pick<TrainingJob, 'segmentFrames' | 'normalisation'> & {
  store: Pick<MelStore, 'bytes' | 'bands' | 'topDb'>
  segmentsPerTrack: number
}

/** Runs an inference network over evenly spread segments of each track. */
export function describeTracks(network: tf.LayersModel, tracks: JobTrack[], options: Described): TrackDescription[] {
  return tracks.map((track) => describeTrack(network, track, options))
}

function describeTrack(network: tf.LayersModel, track: JobTrack, options: Described): TrackDescription {
  const { segmentFrames: frames, store, normalisation, segmentsPerTrack } = options
  const starts = evenSegments({ total: track.frames, length: frames, count: segmentsPerTrack })
  const decibels = new Float32Array(starts.length * frames * store.bands)
  for (const [i, firstFrame] of starts.entries()) {
    decibels.set(readSegment(store, track, { firstFrame, frames }), i * frames * store.bands)
  }
  const normalised = decibels.map((value) => (value - normalisation.meanDb) / normalisation.deviationDb)
  const [probabilities, segments, features] = tf.tidy(() => {
    const input = tf.tensor4d(normalised, [starts.length, frames, store.bands, 1])
    const [logits, features] = network.predict(input) as tf.Tensor2D[]
    const softmax = tf.softmax(logits)
    return [tf.mean(softmax, 0), softmax, tf.mean(features, 0)]
  })
  const rows = segments.dataSync() as Float32Array
  const classes = rows.length / starts.length
  const description = {
    probabilities: probabilities.dataSync() as Float32Array,
    segmentProbabilities: starts.map((_, i) => rows.slice(i * classes, (i + 1) * classes)),
    features: features.dataSync() as Float32Array,
    timbre: timbreStatistics(decibels, { bands: store.bands, segmentFrames: frames }),
  }
  tf.dispose([probabilities, segments, features])
  return description
}
