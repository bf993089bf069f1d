import type { ContentQuery } from './content-space.ts'
import type { RowSet } from './row-set.ts'
import type { SimilarityMetric } from './similarity-metric.ts'
import type { TopK } from './top-k.ts'

/** Finds the tracks whose sound is nearest to a query. */
export interface VectorIndex {
  search(query: ContentQuery, options: VectorSearch): TopK
}

export interface VectorSearch {
  metric: SimilarityMetric
  limit: number
  /** never returned: rows of a set, or with a byte other than 0 */
  excluded?: Uint8Array | RowSet
}
