import { type ContentQuery, type ContentSpace, similarityToQuery } from './content-space.ts'
import { groupRows } from './grouped-rows.ts'
import { SHORTLIST } from './quantised-index.ts'
import type { RowPart } from './quantised-rows.ts'
import { roughSimilarity } from './rough-similarity.ts'
import { groupSounds } from './sound-groups.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

export interface GroupedIndexOptions {
  /** of the catalogue, that is looked at */
  share?: number
  /** the fewest tracks to be looked at for each that is asked for */
  perResult?: number
}

/**
 * An inverted file (Jégou, Douze & Schmid 2011, without compression): looks only at the groups of tracks whose centres
 * lie nearest to the query, as many as it takes to have a fixed share of the catalogue; at the best of them in full.
 */
export function groupedIndex(
  space: ContentSpace,
  { share = 0.08, perResult = 40 }: GroupedIndexOptions = {},
): VectorIndex {
  const { centres, groups } = groupSounds(space)
  const { starts, rows: rowAt } = groupRows(groups, { count: centres.rows, order: Int32Array.from(groups.keys()) })
  const look = roughSimilarity(space, rowAt)

  function nearestParts(query: ContentQuery, wanted: number): RowPart[] {
    const parts: RowPart[] = []
    let count = 0
    for (const group of topK(centres.dot(query.vector), centres.rows).indices) {
      if (count >= wanted) break
      parts.push({ from: starts[group], to: starts[group + 1] })
      count += starts[group + 1] - starts[group]
    }
    return parts
  }

  return {
    search: (query, { metric, limit, excluded }) => {
      const parts = nearestParts(query, Math.max(share * rowAt.length, perResult * limit))
      const rows = joined(parts.map(({ from, to }) => rowAt.subarray(from, to)))
      const rough = new Float32Array(rows.length)
      let at = 0
      for (const part of parts) {
        rough.set(look(query, metric, part).values.subarray(part.from, part.to), at)
        at += part.to - part.from
      }
      const allowed = excluded && Uint8Array.from(rows, (row) => excluded[row])
      const shortlist = topK(rough, limit * SHORTLIST.times + SHORTLIST.more, allowed).indices
      const precise = Float32Array.from(shortlist, (i) => similarityToQuery(space, { query, row: rows[i] }, metric))
      const { indices, values } = topK(precise, limit)
      return { indices: indices.map((place) => rows[shortlist[place]]), values }
    },
  }
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const rows = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    rows.set(part, at)
    at += part.length
  }
  return rows
}
