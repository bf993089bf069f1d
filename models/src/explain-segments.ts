import * as tf from '@tensorflow/tfjs'
import { type ByteGrid, byteGrid } from './byte-grid.ts'
import { gradCam } from './grad-cam.ts'
import type { ModelCard } from './model-card.ts'

/** One segment as the network was shown it, and what in it speaks, to the network, for a genre. */
export type ExplainedSegment = {
  /** Its place among the segments of the analysis. */
  segment: number
  label: string
  /** Of the label, in this segment. */
  probability: number
  /** Loudness over time and pitch: 0 is topDb below the track's loudest, 255 the loudest. */
  spectrogram: ByteGrid
  /** See gradCam: 255 is the strongest place of this segment. */
  heat: ByteGrid
  /** How much each moment counts, first to last, 255 being the one that counts most; absent without attention. */
  attention?: Uint8Array
}

export type ExplainOptions = {
  /** Of all segments: [segments x frames x bands]. */
  decibels: Float32Array
  /** What is said of each, [classes]. */
  segments: Float32Array[]
  /** The genre in question. */
  label: string
  /** At most so many segments. */
  count: number
  card: ModelCard
}

const SPECTROGRAM = { frames: 128, bands: 64 }
const HEAT = { frames: 32, bands: 32 }

/** Explains the segments in which a genre is most probable, in the order of the track. */
export async function explainSegments(
  network: tf.LayersModel,
  { decibels, segments, label, count, card }: ExplainOptions,
): Promise<ExplainedSegment[]> {
  const { segmentFrames: frames, bands, normalisation, topDb, labels } = card
  const classIndex = labels.indexOf(label)
  const probabilityIn = (segment: number) => segments[segment][classIndex]
  const telling = Array.from(segments.keys())
    .sort((a, b) => probabilityIn(b) - probabilityIn(a))
    .slice(0, count)
    .sort((a, b) => a - b)
  const size = frames * bands
  const seen = telling.map((segment) => decibels.subarray(segment * size, (segment + 1) * size))
  const normal = (value: number) => (value - normalisation.meanDb) / normalisation.deviationDb
  const fed = new Float32Array(seen.length * size)
  for (const [i, segment] of seen.entries()) fed.set(segment.map(normal), i * size)
  const input = tf.tensor4d(fed, [seen.length, frames, bands, 1])
  const heats = await gradCam(network, { input, classIndex, silence: normal(-topDb) })
  tf.dispose(input)
  const from = { frames, bands }
  return telling.map((segment, i) => ({
    segment,
    label,
    probability: probabilityIn(segment),
    spectrogram: byteGrid(seen[i], { from, to: smaller(SPECTROGRAM, from), range: [-topDb, 0] }),
    heat: byteGrid(heats[i].heat, { from, to: smaller(HEAT, from), range: [0, 1] }),
    attention: heats[i].attention && relativeBytes(heats[i].attention),
  }))
}

type Size = { frames: number; bands: number }

/** At most so many frames and bands, and so that the whole divides evenly. */
function smaller(most: Size, whole: Size): Size {
  return { frames: largestDivisor(whole.frames, most.frames), bands: largestDivisor(whole.bands, most.bands) }
}

function largestDivisor(value: number, most: number): number {
  let divisor = Math.min(value, most)
  while (value % divisor !== 0) divisor--
  return divisor
}

function relativeBytes(values: Float32Array): Uint8Array {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0) || 1
  return Uint8Array.from(values, (value) => Math.round((255 * value) / most))
}
