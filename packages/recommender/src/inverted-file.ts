import { createDotRows } from './dot-rows.ts'
import { ROWS_PER_MOST } from './dot-rows-kernel.ts'
import { groupRows } from './grouped-rows.ts'
import type { RowPart } from './row-scan.ts'
import { topK } from './top-k.ts'
import { groupVectors, type Vectors } from './vector-groups.ts'

/**
 * Vectors in an order in which those of like direction lie together (Jégou, Douze & Schmid 2011, without compression), so
 * that a search looks only at the groups that lie nearest.
 */
export interface InvertedFile {
  /** [vectors that have a length] the row at each place */
  readonly rowAt: Int32Array
  /** the places of at least `wanted` vectors in the groups whose means lie nearest; whole groups of ROWS_PER_MOST, in order */
  nearestParts(vector: ArrayLike<number>, wanted: number): RowPart[]
}

/** Square root of the number of groups. */
const BRANCHES = 32

/** By 'direction' a group's nearness is the cosine to its centre; by 'product' longer vectors lie nearer. */
export function invertedFile(vectors: Vectors, by: 'direction' | 'product'): InvertedFile {
  const { centres: directions, groups } = groupVectors(vectors, BRANCHES)
  const { starts, rows: rowAt } = groupRows(groups, { count: directions.rows, order: Int32Array.from(groups.keys()) })
  const centres = createDotRows(directions.rows, directions.dims)
  for (let group = 0; group < directions.rows; group++) {
    const length = by === 'direction' ? 1 : meanLength(vectors, rowAt.subarray(starts[group], starts[group + 1]))
    for (let at = group * centres.stride; at < (group + 1) * centres.stride; at++)
      centres.data[at] = length * directions.data[at]
  }
  return {
    rowAt,
    nearestParts: (vector, wanted) => {
      const groups = nearestGroups(centres.dot(vector), starts, wanted).sort()
      return merged(groups, starts)
    },
  }
}

/** So many more groups are put in order than would do if all were of one size. */
const SPREAD = 2

/** The nearest that hold `wanted` vectors together, or all. */
function nearestGroups(nearness: Float32Array, starts: Int32Array, wanted: number): Int32Array {
  const vectors = starts[nearness.length]
  for (let many = Math.ceil((SPREAD * wanted * nearness.length) / vectors) + 1; ; many *= 4) {
    const { indices } = topK(nearness, many)
    let count = 0
    for (let place = 0; place < indices.length; place++) {
      count += starts[indices[place] + 1] - starts[indices[place]]
      if (count >= wanted) return indices.slice(0, place + 1)
    }
    if (indices.length === nearness.length) return indices
  }
}

function meanLength({ lengths }: Vectors, rows: Int32Array): number {
  let sum = 0
  for (const row of rows) sum += lengths[row]
  return sum / Math.max(1, rows.length)
}

/** The places of some groups, in order, widened to whole groups of ROWS_PER_MOST, each of which comes only once. */
function merged(groups: Int32Array, starts: Int32Array): RowPart[] {
  const vectors = starts[starts.length - 1]
  const parts: { from: number; to: number }[] = []
  for (const group of groups) {
    const from = Math.floor(starts[group] / ROWS_PER_MOST) * ROWS_PER_MOST
    const to = Math.min(vectors, Math.ceil(starts[group + 1] / ROWS_PER_MOST) * ROWS_PER_MOST)
    const last = parts.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else parts.push({ from, to })
  }
  return parts
}
