import * as tf from '@tensorflow/tfjs'
import { evenSegments } from '../src/even-segments.ts'
import { readSegment } from './read-segment.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

const SEGMENTS_PER_TRACK = 6

type Scored = Pick<TrainingJob, 'segmentFrames' | 'store' | 'normalisation' | 'classes'>

/** Sums over tracks: log loss and number correct, from the mean softmax of a few segments spread over each. */
export function scoreTracks(
  network: tf.LayersModel,
  tracks: JobTrack[],
  job: Scored,
): { loss: number; correct: number } {
  let loss = 0
  let correct = 0
  for (const track of tracks) {
    const probabilities = trackProbabilities(network, track, job)
    loss -= Math.log(Math.max(1e-7, probabilities[track.label]))
    if (probabilities.indexOf(Math.max(...probabilities)) === track.label) correct++
  }
  return { loss, correct }
}

function trackProbabilities(network: tf.LayersModel, track: JobTrack, job: Scored): number[] {
  const { segmentFrames: frames, store, normalisation } = job
  const starts = evenSegments({ total: track.frames, length: frames, count: SEGMENTS_PER_TRACK })
  const values = new Float32Array(starts.length * frames * store.bands)
  for (const [i, firstFrame] of starts.entries()) {
    values.set(readSegment(store, track, { firstFrame, frames }), i * frames * store.bands)
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - normalisation.meanDb) / normalisation.deviationDb
  return tf.tidy(() => {
    const mel = tf.tensor4d(values, [starts.length, frames, store.bands, 1])
    const [logits] = network.apply(mel, { training: false }) as tf.Tensor2D[]
    return Array.from(tf.mean(tf.softmax(logits), 0).dataSync())
  })
}
