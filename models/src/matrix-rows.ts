/** Views of the rows of a matrix. @param matrix [rows x width] */
export function rowsOf(matrix: Float32Array, rows: number): Float32Array[] {
  const width = matrix.length / rows
  return Array.from({ length: rows }, (_, row) => matrix.subarray(row * width, (row + 1) * width))
}

/** [width] @param matrix [rows x width] */
export function meanOfRows(matrix: Float32Array, rows: number): Float32Array {
  const mean = new Float32Array(matrix.length / rows)
  for (let i = 0; i < matrix.length; i++) mean[i % mean.length] += matrix[i] / rows
  return mean
}
