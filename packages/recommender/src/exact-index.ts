import { type ContentSpace, similarities } from './content-space.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** Looks at every row: the reference that approximate indexes are measured against. Tracks without sound never match. */
export function exactIndex(space: ContentSpace): VectorIndex {
  return {
    search: (query, { metric, limit, excluded }) => {
      const found = topK(similarities(space, query, metric), limit, excluded)
      const known = found.values.indexOf(Number.NEGATIVE_INFINITY)
      if (known < 0) return found
      return { indices: found.indices.slice(0, known), values: found.values.slice(0, known) }
    },
  }
}
