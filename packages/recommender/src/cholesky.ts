/** Lower triangle L of a symmetric positive definite [n x n] matrix, row-major Float64, A = L·Lᵀ. */
export interface CholeskyFactor {
  n: number
  lower: Float64Array
}

export class NotPositiveDefiniteError extends Error {
  readonly code = 'NOT_POSITIVE_DEFINITE'
}

/** Factors in place, row by row: `matrix` becomes the factor (its upper triangle is left as it was). */
export function choleskyInPlace(matrix: Float64Array, n: number): CholeskyFactor {
  for (let i = 0; i < n; i++) {
    const row = i * n
    substitute(matrix, n, { values: matrix, from: row, count: i })
    let pivot = matrix[row + i]
    for (let k = 0; k < i; k++) pivot -= matrix[row + k] * matrix[row + k]
    if (!(pivot > 0)) throw new NotPositiveDefiniteError(`pivot ${i} of ${n} is ${pivot}`)
    matrix[row + i] = Math.sqrt(pivot)
  }
  return { n, lower: matrix }
}

/** A⁻¹·b in place. */
export function choleskySolve(factor: CholeskyFactor, b: Float64Array): Float64Array {
  substitute(factor.lower, factor.n, { values: b, from: 0, count: factor.n })
  return solveTransposed(factor, b)
}

/** L⁻¹ times the `count` values that begin at `from`, in place. Four sums, because each addition waits for the one before it. */
function substitute(
  lower: Float64Array,
  n: number,
  { values, from, count }: { values: Float64Array; from: number; count: number },
): void {
  for (let i = 0; i < count; i++) {
    const row = i * n
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let k = 0
    for (; k + 3 < i; k += 4) {
      a += lower[row + k] * values[from + k]
      b += lower[row + k + 1] * values[from + k + 1]
      c += lower[row + k + 2] * values[from + k + 2]
      d += lower[row + k + 3] * values[from + k + 3]
    }
    for (; k < i; k++) a += lower[row + k] * values[from + k]
    values[from + i] = (values[from + i] - (a + b + c + d)) / lower[row + i]
  }
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
