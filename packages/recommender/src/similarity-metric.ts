/**
 * How two tracks' sounds are compared.
 * - `cosine`: angle between the embeddings once the catalogue's mean is taken away, −1 … 1
 * - `euclidean`: 1 / (1 + distance) of the unit embeddings, 0 … 1
 * - `correlation`: Pearson correlation over the embedding's dimensions, −1 … 1
 */
export type SimilarityMetric = 'cosine' | 'euclidean' | 'correlation'
