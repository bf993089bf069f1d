import type { DotRows } from './dot-rows.ts'
import { invertedFile } from './inverted-file.ts'
import { quantiseRows } from './quantised-rows.ts'
import { placesOf, type RowSet } from './row-set.ts'
import { type TopK, topK } from './top-k.ts'

/** Finds the rows whose inner product with a vector is highest; values in a large catalogue are rough, good for finding candidates. */
export interface RowSearch {
  /** [rows] */
  all(vector: ArrayLike<number>): Float32Array
  /** nearly all of the best, best first */
  best(vector: ArrayLike<number>, options: { limit: number; excluded?: RowSet }): TopK
}

/** From here on one byte a value is faster than every row in full. */
const QUANTISED_FROM_ROWS = 10_000
/** From here on it is faster to look only at groups of rows. */
const GROUPED_FROM_ROWS = 50_000

export function rowSearch(rows: DotRows): RowSearch {
  if (rows.rows < QUANTISED_FROM_ROWS) return exactSearch(rows)
  return rows.rows < GROUPED_FROM_ROWS ? quantisedSearch(rows) : groupedSearch(rows)
}

export function exactSearch(rows: DotRows): RowSearch {
  return {
    all: (vector) => rows.dot(vector),
    best: (vector, { limit, excluded }) => topK(rows.dot(vector), limit, excluded),
  }
}

function quantisedSearch(rows: DotRows): RowSearch {
  const quantised = quantiseRows(rows)
  return {
    all: (vector) => quantised.scan(vector).values.slice(),
    best: (vector, { limit, excluded }) => {
      const { values, most } = quantised.scan(vector)
      return topK(values, limit, excluded, { most })
    },
  }
}

export interface GroupedSearchOptions {
  /** of the rows, that is looked at */
  share?: number
  /** the fewest rows to be looked at for each that is asked for */
  perResult?: number
}

/** Looks only at the rows of the groups that promise most. */
export function groupedSearch(rows: DotRows, { share = 0.05, perResult = 20 }: GroupedSearchOptions = {}): RowSearch {
  const { rowAt, nearestParts } = invertedFile({ rows, lengths: lengthsOf(rows) }, 'product')
  const quantised = quantiseRows(rows, rowAt)
  return {
    all: (vector) => {
      const { values } = quantised.scan(vector)
      const byRow = new Float32Array(rows.rows)
      for (let place = 0; place < rowAt.length; place++) byRow[rowAt[place]] = values[place]
      return byRow
    },
    best: (vector, { limit, excluded }) => {
      const parts = nearestParts(vector, Math.max(share * rowAt.length, perResult * limit))
      const { values: rough, most } = quantised.scan(vector, { parts })
      const { indices, values } = topK(rough, limit, placesOf(excluded, rowAt), { most, parts })
      return { indices: indices.map((place) => rowAt[place]), values }
    },
  }
}

function lengthsOf({ rows, dims, stride, data }: DotRows): Float32Array {
  const lengths = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let squares = 0
    for (let at = row * stride; at < row * stride + dims; at++) squares += data[at] * data[at]
    lengths[row] = Math.sqrt(squares)
  }
  return lengths
}
