import { type ContentQuery, type ContentSpace, similaritiesFromDots } from './content-space.ts'
import { quantiseRows, type RowWeights } from './quantised-rows.ts'
import type { RowPart, RowScan } from './row-scan.ts'
import type { SimilarityMetric } from './similarity-metric.ts'

/** Values that order the tracks as their similarity to a query does, nearly; the place of a track is its row in `order`. */
export type RoughSimilarity = (query: ContentQuery, metric: SimilarityMetric, parts?: readonly RowPart[]) => RowScan

/** Below every similarity there is: the value of a track without a sound. */
const NEVER_NEAR = -1e30

/** @param order which rows, and in what order; default all as they are */
export function roughSimilarity(space: ContentSpace, order?: Int32Array): RoughSimilarity {
  const rows = quantiseRows(space.centred, order)
  const rowAt = order ?? Int32Array.from(space.known.keys())
  const weights = new Map<SimilarityMetric, RowWeights>()
  const weightsFor = (metric: 'cosine' | 'euclidean') => {
    const made = weights.get(metric) ?? rows.weighRows(rowWeights(space, { metric, rowAt }))
    weights.set(metric, made)
    return made
  }
  return (query, metric, parts) => {
    if (metric !== 'correlation') return rows.scan(query.vector, { weights: weightsFor(metric), parts })
    const { values } = rows.scan(query.vector, { parts })
    return { values: similaritiesFromDots(space, { query, metric, dots: values, rowAt, parts }) }
  }
}

/** Of a row with inner product d, its norm being n: d/n is in the order of the cosine, d − n²/2 of the distance. */
function rowWeights(
  { norms, known }: ContentSpace,
  { metric, rowAt }: { metric: 'cosine' | 'euclidean'; rowAt: Int32Array },
): { scales: Float32Array; offsets: Float32Array } {
  const scales = new Float32Array(rowAt.length)
  const offsets = new Float32Array(rowAt.length)
  rowAt.forEach((row, i) => {
    scales[i] = metric === 'euclidean' ? 1 : norms[row] > 1e-12 ? 1 / norms[row] : 0
    offsets[i] = !known[row] ? NEVER_NEAR : metric === 'euclidean' ? -(norms[row] ** 2) / 2 : 0
  })
  return { scales, offsets }
}
