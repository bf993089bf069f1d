/** Every row's value for one query, and where the high ones are. */
export interface RowScan {
  /** [rows] only until the next scan of the same rows: then the memory is written anew */
  values: Float32Array
  /** the highest value of each ROWS_PER_MOST rows, so that a search for the best passes most rows by; absent for few rows */
  most?: Float32Array
}

/** Multiplies all rows with vectors, as fast as finding candidates allows. */
export interface RowScanner {
  dot(vector: ArrayLike<number>): Float32Array
  /** one or two vectors in one pass over the rows */
  scan(vectors: readonly [Float64Array] | readonly [Float64Array, Float64Array]): RowScan[]
}
