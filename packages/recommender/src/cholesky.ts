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
      let sum = matrix[rowI + j]
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k] * matrix[rowJ + k]
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
  return solveTransposed(factor, solveLower(factor, b))
}

/** L⁻¹·b in place; of two vectors so solved the inner product is a·A⁻¹·b. */
export function solveLower({ n, lower }: CholeskyFactor, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n
    let sum = b[i]
    for (let k = 0; k < i; k++) sum -= lower[row + k] * b[k]
    b[i] = sum / lower[row + i]
  }
  return b
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
