import { codebookWidth, wordStatistics } from '../src/frame-codebook.ts'
import { standardised } from '../src/standardised.ts'
import type { LinearHead, StatisticsHeads } from '../src/statistics-heads.ts'
import { fitFrameCodebook } from './fit-frame-codebook.ts'
import { fitWordProjection } from './fit-word-projection.ts'
import { fitLogisticRegression } from './linear/logistic-regression.ts'
import { momentsOf } from './moments.ts'
import { SOUND_PLAN } from './sound-plan.ts'

export type TaughtTrack = {
  label: number
  /** [frames x width] of codebookFrames */
  frames: Float32Array
  /** the 518 statistics */
  features: Float32Array
}

/** Of the kernels; found by artist-grouped cross-validation of other draws of the folds. */
const WORDS_REGULARISATION = 4
const FEATURES_REGULARISATION = 1.3

/** Both heads, the codebook and its projection, from the tracks of a training. */
export function fitStatisticsHeads(
  tracks: TaughtTrack[],
  { classes, seed }: { classes: number; seed: number },
): StatisticsHeads {
  const codebook = fitFrameCodebook(
    tracks.map(({ frames }) => frames),
    { width: codebookWidth(SOUND_PLAN.bands), seed },
  )
  const labels = tracks.map(({ label }) => label)
  const words = tracks.map(({ frames }) => wordStatistics(frames, codebook))
  const features = tracks.map(({ features }) => features)
  return {
    codebook,
    words: fitHead(words, labels, { classes, regularisation: WORDS_REGULARISATION }),
    features: fitHead(features, labels, { classes, regularisation: FEATURES_REGULARISATION }),
    projection: fitWordProjection(words, { words: codebook.words.length / codebook.mean.length, seed }),
  }
}

function fitHead(
  vectors: Float32Array[],
  labels: number[],
  options: { classes: number; regularisation: number },
): LinearHead {
  const scale = momentsOf(vectors)
  const data = vectors.map((vector, i) => ({ vector: standardised(vector, scale), label: labels[i] }))
  const { kernel, bias } = fitLogisticRegression(data, options)
  return { ...scale, kernel: Float32Array.from(kernel), bias: Float32Array.from(bias) }
}
