/** Some rows: few, so that a set of them costs less than a byte for every row of the catalogue. */
export interface RowSet {
  has(row: number): boolean
}

/** The same of places, each of which stands for a row. */
export function placesOf(rows: Uint8Array | RowSet | undefined, rowAt: Int32Array): RowSet | undefined {
  if (rows === undefined) return undefined
  if (rows instanceof Uint8Array) return { has: (place) => rows[rowAt[place]] !== 0 }
  return { has: (place) => rows.has(rowAt[place]) }
}
