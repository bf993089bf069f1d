import { wordStatistics } from '../src/frame-codebook.ts'
import { pooledWidth } from '../src/pool-bands.ts'
import { standardised } from '../src/standardised.ts'
import type { LinearHead, StatisticsHeads } from '../src/statistics-heads.ts'
import { artistContrasts } from './artist-contrasts.ts'
import { fitFrameCodebook } from './fit-frame-codebook.ts'
import { fitWordProjection } from './fit-word-projection.ts'
import { fitLogisticRegression } from './linear/logistic-regression.ts'
import { momentsOf } from './moments.ts'
import { SOUND_PLAN } from './sound-plan.ts'

export type TaughtTrack = {
  label: number
  artist: string
  /** [frames x width] of codebookFrames */
  frames: Float32Array
  /** the 518 statistics */
  features: Float32Array
  modulations: Float32Array
}

/** Of the kernels; like the next, found by artist-grouped cross-validation in other draws of the folds than the card's. */
const REGULARISATION = 0.3
/** Differences between artists cost as much as the kernel itself where they vary so many times as much as an input. */
const ARTIST_TOLERANCE = 8

/**
 * All heads, the codebook and its projection, from the tracks of a training. Every genre counts as much as another,
 * however few tracks teach it: a listener's library need not be mixed like the music that was at hand.
 */
export function fitStatisticsHeads(
  tracks: TaughtTrack[],
  { classes, seed }: { classes: number; seed: number },
): StatisticsHeads {
  const codebook = fitFrameCodebook(
    tracks.map(({ frames }) => frames),
    { width: pooledWidth(SOUND_PLAN.bands), seed },
  )
  const words = tracks.map(({ frames }) => wordStatistics(frames, codebook))
  const head = (vectors: Float32Array[]) => fitHead(vectors, tracks, classes)
  return {
    codebook,
    words: head(words),
    features: head(tracks.map(({ features }) => features)),
    modulations: head(tracks.map(({ modulations }) => modulations)),
    projection: fitWordProjection(words, { words: codebook.words.length / codebook.mean.length, seed }),
  }
}

function fitHead(vectors: Float32Array[], tracks: TaughtTrack[], classes: number): LinearHead {
  const scale = momentsOf(vectors)
  const data = vectors.map((vector, i) => ({ ...tracks[i], vector: standardised(vector, scale) }))
  const contrasts = artistContrasts(data)
  const { kernel, bias } = fitLogisticRegression(data, {
    classes,
    regularisation: REGULARISATION,
    shares: evenShares(tracks, classes),
    contrasts: {
      vectors: contrasts,
      cost: contrasts.length > 0 ? REGULARISATION / (ARTIST_TOLERANCE * varianceOf(contrasts)) : 0,
    },
  })
  return { ...scale, kernel: Float32Array.from(kernel), bias: Float32Array.from(bias) }
}

/** Of a number, averaged over all. */
function varianceOf(vectors: Float32Array[]): number {
  const squares = vectors.map((vector) => vector.reduce((sum, value) => sum + value * value, 0) / vector.length)
  return Math.max(1e-12, squares.reduce((sum, square) => sum + square, 0) / vectors.length)
}

/** What each track counts, so that all genres that there are count the same. */
function evenShares(tracks: TaughtTrack[], classes: number): Float64Array {
  const counts = new Int32Array(classes)
  for (const { label } of tracks) counts[label]++
  const present = counts.filter((count) => count > 0).length
  return Float64Array.from(tracks, ({ label }) => 1 / (present * counts[label]))
}
