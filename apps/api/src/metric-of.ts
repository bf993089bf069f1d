import type { SimilarityMetric } from '@segue/recommender/similarity-metric'

/** The column holds a text; one that is unknown counts as the usual metric. */
export function metricOf(stored: string): SimilarityMetric {
  return stored === 'euclidean' || stored === 'correlation' ? stored : 'cosine'
}
