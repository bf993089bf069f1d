import * as tf from '@tensorflow/tfjs'
import type { EmbeddingParts } from '../src/embedding-recipe.ts'
import { codebookFrames } from '../src/frame-codebook.ts'
import { modulationSpectrum } from '../src/modulation-spectrum.ts'
import { timbreStatistics } from '../src/timbre-statistics.ts'
import { readForScoring } from './read-sample.ts'
import { type Sounds, sampleShape } from './sounds.ts'
import type { JobTrack } from './training-job.ts'

/** What a network says of a stored track; without a spectrogram there is no timbre, without a codebook no words. */
export type TrackDescription = EmbeddingParts & {
  probabilities: Float32Array
  segmentProbabilities: Float32Array[]
  /** [frames x width] as a codebook sees them; empty without a spectrogram */
  frames: Float32Array
  /** see modulationSpectrum; empty without a spectrogram */
  modulations: Float32Array
}

type Described = { sounds: Sounds; samplesPerTrack: number }

/** Runs an inference network over evenly spread segments of each track. */
export async function describeTracks(
  network: tf.LayersModel,
  tracks: JobTrack[],
  options: Described,
): Promise<TrackDescription[]> {
  const descriptions: TrackDescription[] = []
  for (const track of tracks) descriptions.push(await describeTrack(network, track, options))
  return descriptions
}

async function describeTrack(
  network: tf.LayersModel,
  { place }: JobTrack,
  options: Described,
): Promise<TrackDescription> {
  const { sounds, samplesPerTrack } = options
  const { frames, bands } = sampleShape(sounds)
  const { samples, count, decibels } = readForScoring(sounds, place, samplesPerTrack)
  const [probabilities, segments, features] = tf.tidy(() => {
    const input = tf.tensor4d(samples, [count, frames, bands, 1])
    const [logits, features] = network.predict(input) as tf.Tensor2D[]
    const softmax = tf.softmax(logits)
    return [tf.mean(softmax, 0), softmax, tf.mean(features, 0)]
  })
  const rows = (await segments.data()) as Float32Array
  const classes = rows.length / count
  const means = (await probabilities.data()).slice() as Float32Array
  const description = {
    probabilities: means,
    genres: means,
    frames: decibels ? codebookFrames(decibels, { bands }) : new Float32Array(),
    modulations: decibels ? modulationSpectrum(decibels, { bands, segmentFrames: frames }) : new Float32Array(),
    segmentProbabilities: Array.from({ length: count }, (_, i) => rows.slice(i * classes, (i + 1) * classes)),
    features: (await features.data()).slice() as Float32Array,
    words: [],
    timbre: decibels ? timbreStatistics(decibels, { bands, segmentFrames: frames }) : [],
  }
  tf.dispose([probabilities, segments, features])
  return description
}
