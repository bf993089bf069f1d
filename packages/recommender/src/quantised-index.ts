import { type ContentQuery, type ContentSpace, similaritiesToQuery } from './content-space.ts'
import { roughSimilarity } from './rough-similarity.ts'
import type { SimilarityMetric } from './similarity-metric.ts'
import { type TopK, topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** So many more rows than asked for are looked at in full that rounding costs hardly any neighbour. */
export const shortlistLength = (limit: number) => Math.ceil(1.25 * limit) + 50

/** Looks at every row at a quarter of the memory traffic, then at the best again in full precision. */
export function quantisedIndex(space: ContentSpace): VectorIndex {
  const look = roughSimilarity(space)
  return {
    search: (query, { metric, limit, excluded }) => {
      const { values, most } = look(query, metric)
      const { indices } = topK(values, shortlistLength(limit), excluded, { most })
      const known = indices.filter((row) => space.known[row] === 1)
      return inFull(space, { query, rows: known, limit }, metric)
    },
  }
}

/** The nearest of a few rows, by their similarity in full precision. */
export function inFull(
  space: ContentSpace,
  { query, rows, limit }: { query: ContentQuery; rows: Int32Array; limit: number },
  metric: SimilarityMetric,
): TopK {
  const precise = Float32Array.from(similaritiesToQuery(space, { query, rows }, metric))
  const { indices: places, values } = topK(precise, limit)
  return { indices: places.map((place) => rows[place]), values }
}
