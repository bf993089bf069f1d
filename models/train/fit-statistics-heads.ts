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
/** What an auxiliary track counts, beside one of the data themselves. */
const AUXILIARY_SHARE = 0.1
/** Differences between artists cost as much as the kernel itself where they vary so many times as much as an input. */
const ARTIST_TOLERANCE = 8

type FitOptions = {
  classes: number
  seed: number
  /** Examples of another kind, such as composed music: a little of them is learnt, and nothing is scaled by them. */
  auxiliary?: TaughtTrack[]
}

/**
 * All heads, the codebook and its projection, from the tracks of a training. Every genre counts as much as another,
 * however few tracks teach it: a listener's library need not be mixed like the music that was at hand.
 */
export function fitStatisticsHeads(
  tracks: TaughtTrack[],
  { classes, seed, auxiliary = [] }: FitOptions,
): StatisticsHeads {
  const codebook = fitFrameCodebook(
    tracks.map(({ frames }) => frames),
    { width: pooledWidth(SOUND_PLAN.bands), seed },
  )
  const all = [...tracks, ...auxiliary]
  const words = all.map(({ frames }) => wordStatistics(frames, codebook))
  const head = (vectors: Float32Array[]) => fitHead(vectors, all, { classes, counted: tracks.length })
  return {
    codebook,
    words: head(words),
    features: head(all.map(({ features }) => features)),
    modulations: head(all.map(({ modulations }) => modulations)),
    projection: fitWordProjection(words.slice(0, tracks.length), {
      words: codebook.words.length / codebook.mean.length,
      seed,
    }),
  }
}

/** The first `counted` tracks count whole. */
function fitHead(
  vectors: Float32Array[],
  tracks: TaughtTrack[],
  { classes, counted }: { classes: number; counted: number },
): LinearHead {
  const scale = momentsOf(vectors.slice(0, counted))
  const data = vectors.map((vector, i) => ({ ...tracks[i], vector: standardised(vector, scale) }))
  const contrasts = artistContrasts(data)
  const { kernel, bias } = fitLogisticRegression(data, {
    classes,
    regularisation: REGULARISATION,
    shares: evenShares(
      tracks.map(({ label }, i) => ({ label, weight: i < counted ? 1 : AUXILIARY_SHARE })),
      classes,
    ),
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
function evenShares(tracks: { label: number; weight: number }[], classes: number): Float64Array {
  const sums = new Float64Array(classes)
  for (const { label, weight } of tracks) sums[label] += weight
  const present = sums.filter((sum) => sum > 0).length
  return Float64Array.from(tracks, ({ label, weight }) => weight / (present * sums[label]))
}
