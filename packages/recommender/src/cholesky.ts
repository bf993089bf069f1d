/** Lower triangle L of a symmetric positive definite [n x n] matrix, row-major Float64, A = L·Lᵀ. */
export interface CholeskyFactor {
  n: number
  lower: Float64Array
}

export class NotPositiveDefiniteError extends Error {
  readonly code = 'NOT_POSITIVE_DEFINITE'
}

/** Factors in place: `matrix` becomes the factor (its upper triangle is left as it was). */
export function choleskyInPlace(matrix: Float64Array, n: number): CholeskyFactor {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n
    for (let i = j; i < n; i++) {
      const rowI = i * n
      const sum = matrix[rowI + j] - products(matrix, rowI, matrix, rowJ, j)
      if (i === j) {
        if (!(sum > 0)) throw new NotPositiveDefiniteError(`pivot ${j} of ${n} is ${sum}`)
        matrix[rowJ + j] = Math.sqrt(sum)
      } else matrix[rowI + j] = sum / matrix[rowJ + j]
    }
  }
  return { n, lower: matrix }
}

/** A⁻¹·b in place. */
export function choleskySolve(factor: CholeskyFactor, b: Float64Array): Float64Array {
  const { n, lower } = factor
  for (let i = 0; i < n; i++) {
    const row = i * n
    b[i] = (b[i] - products(lower, row, b, 0, i)) / lower[row + i]
  }
  return solveTransposed(factor, b)
}

/** L⁻ᵀ·b in place; with b standard normal the result has covariance A⁻¹. */
export function solveTransposed({ n, lower }: CholeskyFactor, b: Float64Array): Float64Array {
  for (let i = n - 1; i >= 0; i--) {
    const value = b[i] / lower[i * n + i]
    b[i] = value
    const row = i * n
    for (let k = 0; k < i; k++) b[k] -= lower[row + k] * value
  }
  return b
}

/** Σ a[p + i]·b[q + i]. Four sums, because each addition waits for the one before it. */
function products(a: Float64Array, p: number, b: Float64Array, q: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < length; i += 4) {
    s0 += a[p + i] * b[q + i]
    s1 += a[p + i + 1] * b[q + i + 1]
    s2 += a[p + i + 2] * b[q + i + 2]
    s3 += a[p + i + 3] * b[q + i + 3]
  }
  for (; i < length; i++) s0 += a[p + i] * b[q + i]
  return s0 + s1 + s2 + s3
}
