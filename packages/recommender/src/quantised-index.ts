import { type ContentQuery, type ContentSpace, similaritiesFromDots, similarityToQuery } from './content-space.ts'
import { type QuantisedRows, quantiseRows, type RowWeights } from './quantised-rows.ts'
import type { RowScan } from './row-scan.ts'
import type { SimilarityMetric } from './similarity-metric.ts'
import { topK } from './top-k.ts'
import type { VectorIndex } from './vector-index.ts'

/** How many more rows than asked for are looked at in full, so that rounding costs hardly any neighbour. */
const OVERSAMPLING = 2
const EXTRA = 50
/** Below every similarity there is: the value of a track without a sound. */
const NEVER_NEAR = -1e30

/** Looks at every row at a quarter of the memory traffic, then at the best again in full precision. */
export function quantisedIndex(space: ContentSpace): VectorIndex {
  const rows = quantiseRows(space.centred)
  const look = roughLook(space, rows)
  return {
    search: (query, { metric, limit, excluded }) => {
      const { values: rough, most } = look(query, metric)
      const shortlist = topK(rough, limit * OVERSAMPLING + EXTRA, excluded, most)
      const known = shortlist.indices.filter((row) => space.known[row] === 1)
      const precise = Float32Array.from(known, (row) => similarityToQuery(space, { query, row }, metric))
      const { indices: places, values } = topK(precise, limit)
      return { indices: places.map((place) => known[place]), values }
    },
  }
}

/** Values that order the rows as their similarity does. */
function roughLook(space: ContentSpace, rows: QuantisedRows) {
  const weights = new Map<SimilarityMetric, RowWeights>()
  const weightsFor = (metric: 'cosine' | 'euclidean') => {
    const known = weights.get(metric) ?? rows.weighRows(rowWeights(space, metric))
    weights.set(metric, known)
    return known
  }
  return (query: ContentQuery, metric: SimilarityMetric): RowScan => {
    if (metric !== 'correlation') return rows.scanScaled(query.vector, { ...weightsFor(metric), offsetScale: 1 })
    const [{ values }] = rows.scan([query.vector])
    return { values: similaritiesFromDots(space, { query, metric, dots: values }) }
  }
}

/** Of a row with inner product d, its norm being n: d/n is in the order of the cosine, d − n²/2 of the distance. */
function rowWeights({ norms, known }: ContentSpace, metric: 'cosine' | 'euclidean') {
  const scales = new Float32Array(norms.length)
  const offsets = new Float32Array(norms.length)
  for (let i = 0; i < norms.length; i++) {
    scales[i] = metric === 'euclidean' ? 1 : norms[i] > 1e-12 ? 1 / norms[i] : 0
    offsets[i] = !known[i] ? NEVER_NEAR : metric === 'euclidean' ? -(norms[i] ** 2) / 2 : 0
  }
  return { scales, offsets }
}
