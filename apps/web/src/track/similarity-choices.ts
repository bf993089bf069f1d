/** The distances by which tracks are compared, with their names for people. */
export const similarityChoices = [
  { value: 'COSINE', label: 'Cosine' },
  { value: 'EUCLIDEAN', label: 'Euclidean' },
  { value: 'CORRELATION', label: 'Correlation' },
] as const

export type SimilarityMetric = (typeof similarityChoices)[number]['value']
