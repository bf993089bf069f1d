import { type FrameCodebook, whitened } from '../src/frame-codebook.ts'
import { createRandom, type Random } from './random.ts'

const WORDS = 400
const FRAMES_PER_TRACK = 200
const ROUNDS = 12
/** Added to the variances, as a share of their mean, so that directions without sound are not blown up. */
const RIDGE = 0.01

/**
 * A codebook by spherical k-means over whitened frames of all tracks (Coates and Ng 2012).
 * @param tracks each [frames x width]
 */
export function fitFrameCodebook(
  tracks: Float32Array[],
  { width, seed, words = WORDS }: { width: number; seed: number; words?: number },
): FrameCodebook {
  const random = createRandom(seed)
  const frames = tracks.flatMap((track) => drawFrames(track, { width, random }))
  const mean = meanOf(frames, width)
  const whitening = inverseOfLower(choleskyOf(covarianceOf(frames, mean)), width)
  const white = frames.map((frame) => whitened(frame, { mean, whitening }))
  return { mean, whitening, words: sphericalMeans(white, { words, width, random }) }
}

function drawFrames(track: Float32Array, { width, random }: { width: number; random: Random }): Float32Array[] {
  const count = track.length / width
  return Array.from({ length: Math.min(count, FRAMES_PER_TRACK) }, () => {
    const frame = Math.floor(random() * count)
    return track.slice(frame * width, (frame + 1) * width)
  })
}

function meanOf(frames: Float32Array[], width: number): Float32Array {
  const mean = new Float64Array(width)
  for (const frame of frames) for (let i = 0; i < width; i++) mean[i] += frame[i] / frames.length
  return Float32Array.from(mean)
}

/** [width x width], with the ridge on its diagonal. */
function covarianceOf(frames: Float32Array[], mean: Float32Array): Float64Array {
  const width = mean.length
  const covariance = new Float64Array(width * width)
  for (const frame of frames) {
    for (let i = 0; i < width; i++) {
      const share = (frame[i] - mean[i]) / frames.length
      for (let j = 0; j <= i; j++) covariance[i * width + j] += share * (frame[j] - mean[j])
    }
  }
  let trace = 0
  for (let i = 0; i < width; i++) trace += covariance[i * width + i]
  for (let i = 0; i < width; i++) covariance[i * width + i] += (RIDGE * trace) / width + 1e-12
  return covariance
}

/** The lower triangle L with L·Lᵀ = the matrix, whose own lower triangle is read. */
function choleskyOf(matrix: Float64Array): Float64Array {
  const width = Math.sqrt(matrix.length)
  const lower = new Float64Array(matrix.length)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * width + j]
      for (let k = 0; k < j; k++) sum -= lower[i * width + k] * lower[j * width + k]
      lower[i * width + j] = i === j ? Math.sqrt(sum) : sum / lower[j * width + j]
    }
  }
  return lower
}

function inverseOfLower(lower: Float64Array, width: number): Float32Array {
  const inverse = new Float64Array(lower.length)
  for (let column = 0; column < width; column++) {
    for (let i = column; i < width; i++) {
      let sum = i === column ? 1 : 0
      for (let k = column; k < i; k++) sum -= lower[i * width + k] * inverse[k * width + column]
      inverse[i * width + column] = sum / lower[i * width + i]
    }
  }
  return Float32Array.from(inverse)
}

/** Directions on the sphere, each moved to the mean of the frames that are nearest to it, by how near they are. */
function sphericalMeans(
  frames: Float32Array[],
  { words, width, random }: { words: number; width: number; random: Random },
): Float32Array {
  let means = Float32Array.from({ length: words * width }, () => random() + random() + random() - 1.5)
  normaliseRows(means, width)
  for (let round = 0; round < ROUNDS; round++) {
    // A word that no frame is near to stays about where it is.
    const next = means.map((value) => value * 1e-3)
    for (const frame of frames) addToNearest(next, frame, means)
    normaliseRows(next, width)
    means = next
  }
  return means
}

function addToNearest(sums: Float32Array, frame: Float32Array, means: Float32Array): void {
  const width = frame.length
  let best = 0
  let bestNearness = Number.NEGATIVE_INFINITY
  for (let row = 0; row < means.length; row += width) {
    let nearness = 0
    for (let i = 0; i < width; i++) nearness += means[row + i] * frame[i]
    if (nearness > bestNearness) {
      bestNearness = nearness
      best = row
    }
  }
  for (let i = 0; i < width; i++) sums[best + i] += bestNearness * frame[i]
}

function normaliseRows(matrix: Float32Array, width: number): void {
  for (let row = 0; row < matrix.length; row += width) {
    const vector = matrix.subarray(row, row + width)
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1
    for (let i = 0; i < width; i++) vector[i] /= length
  }
}
