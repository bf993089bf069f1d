const SMALLEST = 1.1754943508222875e-38

/**
 * Divides each row [rows x width] by its largest value, its sum or its Euclidean length, in place. A row that is
 * smaller than the smallest float stays as it is (`librosa.util.normalize` of values that are not negative).
 */
export function normaliseRows(values: Float32Array, width: number, norm: 'max' | 'sum' | 'euclidean'): Float32Array {
  for (let row = 0; row < values.length; row += width) {
    const length = rowNorm(values, row, width, norm)
    if (length < SMALLEST) continue
    for (let i = row; i < row + width; i++) values[i] /= length
  }
  return values
}

function rowNorm(values: Float32Array, row: number, width: number, norm: 'max' | 'sum' | 'euclidean'): number {
  let largest = 0
  let sum = 0
  let squares = 0
  for (let i = row; i < row + width; i++) {
    const value = values[i]
    if (value > largest) largest = value
    sum += value
    squares += value * value
  }
  if (norm === 'max') return largest
  return norm === 'sum' ? sum : Math.sqrt(squares)
}
