/** Every row's value for one query, and where the high ones are. */
export interface RowScan {
  /** [rows] only until the next scan of the same rows: then the memory is written anew */
  values: Float32Array
  /** the highest value of each ROWS_PER_MOST rows, so that a search for the best passes most rows by; absent for few rows */
  most?: Float32Array
}

/** Rows from `from` up to, but without, `to`. */
export interface RowPart {
  readonly from: number
  readonly to: number
}
