import { type ContentSpace, similaritiesFromDots, similarityToQuery } from './content-space.ts'
import { quantiseRows } from './quantised-rows.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** How many more rows than asked for are looked at in full, so that rounding costs hardly any neighbour. */
const OVERSAMPLING = 2
const EXTRA = 50

/** Looks at every row at a quarter of the memory traffic, then at the best again in full precision. */
export function quantisedIndex(space: ContentSpace): VectorIndex {
  const rows = quantiseRows(space.centred)
  return {
    search: (query, { metric, limit, excluded }) => {
      const rough = similaritiesFromDots(space, { query, metric, dots: rows.dot(query.vector) })
      const shortlist = topK(rough, limit * OVERSAMPLING + EXTRA, excluded)
      const known = shortlist.indices.filter((row) => space.known[row] === 1)
      const precise = Float32Array.from(known, (row) => similarityToQuery(space, { query, row }, metric))
      const { indices: places, values } = topK(precise, limit)
      return { indices: places.map((place) => known[place]), values }
    },
  }
}
