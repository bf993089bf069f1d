import { createRandom, gaussian } from './random.ts'

const ROUNDS = 60

/**
 * The directions along which centred rows vary most, the greatest first, by orthogonal iteration.
 * @param rows each [width], of mean 0 over all
 * @returns [count x width], each of length 1 and at right angles to the others
 */
export function principalAxes(rows: Float32Array[], { count, seed }: { count: number; seed: number }): Float32Array {
  const width = rows[0].length
  const covariance = covarianceOf(rows)
  const random = createRandom(seed)
  let axes = Float64Array.from({ length: count * width }, () => gaussian(random))
  orthonormalise(axes, width)
  for (let round = 0; round < ROUNDS; round++) {
    axes = turned(axes, covariance, width)
    orthonormalise(axes, width)
  }
  return Float32Array.from(axes)
}

function covarianceOf(rows: Float32Array[]): Float64Array {
  const width = rows[0].length
  const covariance = new Float64Array(width * width)
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) covariance[i * width + j] += row[i] * row[j]
    }
  }
  return covariance
}

function turned(axes: Float64Array, covariance: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(axes.length)
  for (let at = 0; at < axes.length; at += width) {
    for (let i = 0; i < width; i++) {
      let sum = 0
      for (let j = 0; j < width; j++) sum += covariance[i * width + j] * axes[at + j]
      result[at + i] = sum
    }
  }
  return result
}

/** Gram and Schmidt, from the first row on. */
function orthonormalise(matrix: Float64Array, width: number): void {
  for (let row = 0; row < matrix.length; row += width) {
    const vector = matrix.subarray(row, row + width)
    for (let before = 0; before < row; before += width) {
      let shared = 0
      for (let i = 0; i < width; i++) shared += vector[i] * matrix[before + i]
      for (let i = 0; i < width; i++) vector[i] -= shared * matrix[before + i]
    }
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1
    for (let i = 0; i < width; i++) vector[i] /= length
  }
}
