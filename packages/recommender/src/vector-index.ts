import type { ContentQuery } from './content-space.ts'
import type { SimilarityMetric } from './similarity-metric.ts'
import type { TopK } from './top-k.ts'

/** Finds the tracks whose sound is nearest to a query. */
export interface VectorIndex {
  search(query: ContentQuery, options: VectorSearch): TopK
}

export interface VectorSearch {
  metric: SimilarityMetric
  limit: number
  /** [tracks] rows with a byte other than 0 are never returned */
  excluded?: Uint8Array
}
