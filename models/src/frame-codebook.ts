import { poolBands, pooledWidth } from './pool-bands.ts'

/** dB that are added to a frame's deviation, so that silence is not blown up to a sound. */
const LEAST_CONTRAST_DB = 5
/** A word is heard where the frame is nearer to it than this, in deviations. */
const THRESHOLD = 1
/** Frames over which the loudest moment of a word is taken, about half a second. */
const WINDOW_FRAMES = 20

/** Typical moments of music: what a frame is compared with, after whitening. */
export type FrameCodebook = {
  /** [width] */
  mean: Float32Array
  /** [width x width] lower triangle, row-major: whitened = whitening · (frame - mean) */
  whitening: Float32Array
  /** [words x width] each of length 1 */
  words: Float32Array
}

/** Frames as a codebook sees them: bands pooled, level and contrast taken out; [frames x width]. */
export function codebookFrames(decibels: Float32Array, { bands }: { bands: number }): Float32Array {
  const width = pooledWidth(bands)
  const frames = poolBands(decibels, { bands })
  for (let at = 0; at < frames.length; at += width) standardise(frames.subarray(at, at + width))
  return frames
}

function standardise(frame: Float32Array): void {
  const mean = frame.reduce((sum, value) => sum + value, 0) / frame.length
  const variance = frame.reduce((sum, value) => sum + (value - mean) ** 2, 0) / frame.length
  const contrast = Math.sqrt(variance) + LEAST_CONTRAST_DB
  for (let i = 0; i < frame.length; i++) frame[i] = (frame[i] - mean) / contrast
}

/**
 * How strongly each frame is like each word of a codebook, in deviations above the threshold; most are 0
 * (unsupervised features of one layer, Coates and Ng 2012).
 * @param frames [frames x width] of `codebookFrames`
 * @returns [frames x words]
 */
export function wordStrengths(frames: Float32Array, codebook: FrameCodebook): Float32Array {
  const width = codebook.mean.length
  const words = codebook.words.length / width
  const count = frames.length / width
  const strengths = new Float32Array(count * words)
  for (let frame = 0, at = 0; frame < count; frame++) {
    const heard = similarities(frames.subarray(frame * width, (frame + 1) * width), codebook)
    for (let word = 0; word < words; word++, at++) {
      if (heard[word] > THRESHOLD) strengths[at] = heard[word] - THRESHOLD
    }
  }
  return strengths
}

/** Which words of a codebook a track uses; see statisticsOfStrengths. @param frames [frames x width] of `codebookFrames` */
export function wordStatistics(frames: Float32Array, codebook: FrameCodebook): Float32Array {
  return statisticsOfStrengths(wordStrengths(frames, codebook), codebook.words.length / codebook.mean.length)
}

/**
 * For each word the root of how strongly it is heard on average, at the loudest moment of each half second, and how much
 * that varies.
 * @param strengths [frames x words] of `wordStrengths`
 * @returns [3 x words]
 */
export function statisticsOfStrengths(strengths: Float32Array, words: number): Float32Array {
  const loudest = momentsOfColumns(loudestOfWindows(strengths, words), words)
  const statistics = new Float32Array(3 * words)
  statistics.set(momentsOfColumns(strengths, words).mean.map(Math.sqrt))
  statistics.set(loudest.mean.map(Math.sqrt), words)
  statistics.set(loudest.deviation.map(Math.sqrt), 2 * words)
  return statistics
}

/** [windows x words]; what is left after the last whole window is not looked at, unless there is no other. */
function loudestOfWindows(strengths: Float32Array, words: number): Float32Array {
  const windows = Math.max(1, Math.floor(strengths.length / words / WINDOW_FRAMES))
  const loudest = new Float32Array(windows * words)
  const end = Math.min(strengths.length, windows * WINDOW_FRAMES * words)
  for (let i = 0; i < end; i++) {
    const at = Math.floor(i / words / WINDOW_FRAMES) * words + (i % words)
    if (strengths[i] > loudest[at]) loudest[at] = strengths[i]
  }
  return loudest
}

/** Row by row, since the columns of one row lie together in memory. */
function momentsOfColumns(matrix: Float32Array, columns: number): { mean: Float64Array; deviation: Float64Array } {
  const rows = matrix.length / columns
  const mean = new Float64Array(columns)
  for (let at = 0; at < matrix.length; ) for (let i = 0; i < columns; i++) mean[i] += matrix[at++] / rows
  const variance = new Float64Array(columns)
  for (let at = 0; at < matrix.length; ) {
    for (let i = 0; i < columns; i++) variance[i] += (matrix[at++] - mean[i]) ** 2 / rows
  }
  return { mean, deviation: variance.map(Math.sqrt) }
}

/** Of one frame with each word, after whitening. */
export function similarities(frame: Float32Array, { mean, whitening, words }: FrameCodebook): Float32Array {
  return products(words, whitened(frame, { mean, whitening }))
}

/** A frame whose values are uncorrelated and of variance 1 over the music that the codebook was made from. */
export function whitened(
  frame: Float32Array,
  { mean, whitening }: Pick<FrameCodebook, 'mean' | 'whitening'>,
): Float32Array {
  return products(
    whitening,
    frame.map((value, i) => value - mean[i]),
  )
}

/** Rows of a matrix times a vector. */
function products(matrix: Float32Array, vector: Float32Array): Float32Array {
  const width = vector.length
  const result = new Float32Array(matrix.length / width)
  for (let row = 0, at = 0; row < result.length; row++) {
    let sum = 0
    for (let i = 0; i < width; i++) sum += matrix[at++] * vector[i]
    result[row] = sum
  }
  return result
}
