import { builder } from './builder.ts'

/** In the database and in the recommender metrics are lower case. */
export const SimilarityMetric = builder.enumType('SimilarityMetric', {
  values: { COSINE: { value: 'cosine' }, EUCLIDEAN: { value: 'euclidean' }, CORRELATION: { value: 'correlation' } },
} as const)
