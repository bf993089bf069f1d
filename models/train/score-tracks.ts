import * as tf from '@tensorflow/tfjs'
import { readForScoring } from './read-sample.ts'
import { sampleShape } from './sounds.ts'
import type { JobTrack, TrainingJob } from './training-job.ts'

/** Segments of each track that validation looks at. */
const SAMPLES_PER_TRACK = 4

/** Sums over tracks: log loss and number correct, from the mean softmax of a few segments spread over each. */
export async function scoreTracks(
  network: tf.LayersModel,
  tracks: JobTrack[],
  { sounds }: Pick<TrainingJob, 'sounds'>,
): Promise<{ loss: number; correct: number }> {
  let loss = 0
  let correct = 0
  for (const track of tracks) {
    const probabilities = await trackProbabilities(network, track, sounds)
    loss -= Math.log(Math.max(1e-7, probabilities[track.label]))
    if (probabilities.indexOf(Math.max(...probabilities)) === track.label) correct++
  }
  return { loss, correct }
}

async function trackProbabilities(
  network: tf.LayersModel,
  { place }: JobTrack,
  sounds: TrainingJob['sounds'],
): Promise<number[]> {
  const { frames, bands } = sampleShape(sounds)
  const { samples, count } = readForScoring(sounds, place, SAMPLES_PER_TRACK)
  const mean = tf.tidy(() => {
    const input = tf.tensor4d(samples, [count, frames, bands, 1])
    const [logits] = network.apply(input, { training: false }) as tf.Tensor2D[]
    return tf.mean(tf.softmax(logits), 0)
  })
  const probabilities = Array.from(await mean.data())
  mean.dispose()
  return probabilities
}
