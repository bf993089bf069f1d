import { type ContentSpace, similarityToQuery } from './content-space.ts'
import { roughSimilarity } from './rough-similarity.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** How many more rows than asked for are looked at in full, so that rounding costs hardly any neighbour. */
export const SHORTLIST = { times: 2, more: 50 }

/** Looks at every row at a quarter of the memory traffic, then at the best again in full precision. */
export function quantisedIndex(space: ContentSpace): VectorIndex {
  const look = roughSimilarity(space)
  return {
    search: (query, { metric, limit, excluded }) => {
      const { values: rough, most } = look(query, metric)
      const shortlist = topK(rough, limit * SHORTLIST.times + SHORTLIST.more, excluded, most)
      const known = shortlist.indices.filter((row) => space.known[row] === 1)
      const precise = Float32Array.from(known, (row) => similarityToQuery(space, { query, row }, metric))
      const { indices: places, values } = topK(precise, limit)
      return { indices: places.map((place) => known[place]), values }
    },
  }
}
