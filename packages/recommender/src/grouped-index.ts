import type { ContentSpace } from './content-space.ts'
import { invertedFile } from './inverted-file.ts'
import { inFull, shortlistLength } from './quantised-index.ts'
import { roughSimilarity } from './rough-similarity.ts'
import { placesOf } from './row-set.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

export interface GroupedIndexOptions {
  /** of the catalogue, that is looked at */
  share?: number
  /** the fewest tracks to be looked at for each that is asked for */
  perResult?: number
}

/** Looks only at the groups of tracks whose centres lie nearest to the query; at the best of them in full. */
export function groupedIndex(
  space: ContentSpace,
  { share = 0.05, perResult = 40 }: GroupedIndexOptions = {},
): VectorIndex {
  const { rowAt, nearestParts } = invertedFile({ rows: space.centred, lengths: space.norms }, 'direction')
  const look = roughSimilarity(space, rowAt)
  return {
    search: (query, { metric, limit, excluded }) => {
      const parts = nearestParts(query.vector, Math.max(share * rowAt.length, perResult * limit))
      const { values, most } = look(query, metric, parts)
      const { indices: places } = topK(values, shortlistLength(limit), placesOf(excluded, rowAt), { most, parts })
      return inFull(space, { query, rows: places.map((place) => rowAt[place]), limit }, metric)
    },
  }
}
