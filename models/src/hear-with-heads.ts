import { fmaFeatures } from '@segue/audio-core/fma-features'
import { codebookFrames, statisticsOfStrengths, wordStrengths } from './frame-codebook.ts'
import { meanOfRows, rowsOf } from './matrix-rows.ts'
import type { ModelCard } from './model-card.ts'
import { modulationSpectrum } from './modulation-spectrum.ts'
import { type Heard, type StatisticsHeads, withHeads } from './statistics-heads.ts'
import { projectWords } from './word-projection.ts'

/**
 * So many segments on either side are heard with the one that is judged: three seconds alone hold too few words and
 * swells for heads that learnt from whole tracks.
 */
const NEIGHBOURS = 1

export type HeardByNetwork = {
  /** [segments x frames x bands] */
  decibels: Float32Array
  /** The segments' samples, one after the other. */
  heard: Float32Array
  /** What the network says of them, [segments x classes]. */
  probabilities: Float32Array
}

export type JointAnswer = {
  /** See withHeads; of the whole track, [classes]. */
  votes: Float32Array
  answer: Float32Array
  /** The answer on each segment, in which the 518 statistics have no say. */
  segments: Float32Array[]
  /** See projectWords. */
  words: Float32Array
}

/** What network and heads together say of a track and of each of its segments. */
export function hearWithHeads(
  { decibels, heard, probabilities }: HeardByNetwork,
  { card, heads }: { card: Pick<ModelCard, 'segmentFrames' | 'bands' | 'sampleRateHz'>; heads: StatisticsHeads },
): JointAnswer {
  const { segmentFrames, bands } = card
  const { codebook, projection } = heads
  const count = decibels.length / segmentFrames / bands
  const words = codebook.words.length / codebook.mean.length
  const strengths = wordStrengths(codebookFrames(decibels, card), codebook)
  const hear = (from: number, to: number): Heard => ({
    words: statisticsOfStrengths(strengths.subarray(from * segmentFrames * words, to * segmentFrames * words), words),
    modulations: modulationSpectrum(decibels.subarray(from * segmentFrames * bands, to * segmentFrames * bands), card),
  })
  const whole = { ...hear(0, count), features: fmaFeatures(heard, card) }
  return {
    ...withHeads(meanOfRows(probabilities, count), whole, heads),
    segments: rowsOf(probabilities, count).map((network, segment) => {
      const around = hear(Math.max(0, segment - NEIGHBOURS), Math.min(count, segment + NEIGHBOURS + 1))
      return withHeads(network, around, heads).answer
    }),
    words: projectWords(whole.words, projection),
  }
}
