import { createDotRows, type DotRows } from './dot-rows.ts'
import type { RowPart } from './row-scan.ts'
import type { SimilarityMetric } from './similarity-metric.ts'

/**
 * The sound of a catalogue: one row per track, unit embedding minus the mean of all unit embeddings. From a row's inner
 * product with another, and three numbers per row, all metrics follow.
 */
export interface ContentSpace {
  readonly dims: number
  /** rows: (ê − mean), not normalised again; all zero for a track without an embedding */
  readonly centred: DotRows
  /** [dims] */
  readonly mean: Float64Array
  /** [tracks] 1 where the track has an embedding */
  readonly known: Uint8Array
  /** [tracks] length of the centred row */
  readonly norms: Float64Array
  /** [tracks] mean·row + |mean|²/2, so that ê_i·ê_j = row_i·row_j + offset_i + offset_j */
  readonly offsets: Float64Array
  /** [tracks] mean over the dimensions of ê */
  readonly levels: Float64Array
}

export class EmbeddingMismatchError extends Error {
  readonly code = 'EMBEDDING_MISMATCH'
}

/** The mean leans to zero while a catalogue holds only a handful of tracks, so that a lone track keeps its sound. */
const MEAN_SHRINKAGE_TRACKS = 2

/** Throws EmbeddingMismatchError when embeddings differ in length or hold a value that is no number. */
export function buildContentSpace(
  embeddings: readonly (Float32Array | undefined)[],
  fixedMean?: ArrayLike<number>,
): ContentSpace {
  const dims = embeddings.find((embedding) => embedding !== undefined)?.length ?? fixedMean?.length ?? 0
  const tracks = embeddings.length
  const centred = createDotRows(tracks, dims)
  const known = new Uint8Array(tracks)
  const mean = new Float64Array(dims)
  let count = 0
  for (let i = 0; i < tracks; i++) {
    const embedding = embeddings[i]
    if (!embedding) continue
    if (embedding.length !== dims)
      throw new EmbeddingMismatchError(`embedding ${i} has ${embedding.length} dimensions, others ${dims}`)
    let squares = 0
    for (let j = 0; j < dims; j++) squares += embedding[j] * embedding[j]
    if (!Number.isFinite(squares)) throw new EmbeddingMismatchError(`embedding ${i} holds a value that is no number`)
    if (squares === 0) continue
    const scale = 1 / Math.sqrt(squares)
    const row = i * centred.stride
    for (let j = 0; j < dims; j++) {
      const unit = embedding[j] * scale
      centred.data[row + j] = unit
      mean[j] += unit
    }
    known[i] = 1
    count++
  }
  for (let j = 0; j < dims; j++) mean[j] = fixedMean ? fixedMean[j] : mean[j] / (count + MEAN_SHRINKAGE_TRACKS)
  return { dims, centred, mean, known, ...centreRows(centred, { mean, known }) }
}

function centreRows(centred: DotRows, { mean, known }: Pick<ContentSpace, 'mean' | 'known'>) {
  const { rows, dims, stride, data } = centred
  const norms = new Float64Array(rows)
  const offsets = new Float64Array(rows)
  const levels = new Float64Array(rows)
  let meanSquares = 0
  for (let j = 0; j < dims; j++) meanSquares += mean[j] * mean[j]
  for (let i = 0; i < rows; i++) {
    if (!known[i]) continue
    let squares = 0
    let withMean = 0
    let sum = 0
    for (let j = 0, at = i * stride; j < dims; j++, at++) {
      sum += data[at]
      const value = data[at] - mean[j]
      data[at] = value
      squares += value * value
      withMean += value * mean[j]
    }
    norms[i] = Math.sqrt(squares)
    offsets[i] = withMean + meanSquares / 2
    levels[i] = sum / dims
  }
  return { norms, offsets, levels }
}

/** A sound to compare rows with: a track's own, or the weighted mean of several. */
export interface ContentQuery {
  /** [dims] centred like the rows */
  vector: Float64Array
  norm: number
  offset: number
  level: number
  /** squared length before centring; 1 for a single track */
  squares: number
}

/** The weighted mean of some rows as a query; undefined if none of them has an embedding. */
export function contentQuery(
  space: ContentSpace,
  seeds: readonly { track: number; weight: number }[],
): ContentQuery | undefined {
  const { dims, centred, mean } = space
  const vector = new Float64Array(dims)
  let total = 0
  for (const { track, weight } of seeds) {
    if (!space.known[track] || !(weight > 0)) continue
    total += weight
    for (let j = 0, at = track * centred.stride; j < dims; j++, at++) vector[j] += weight * centred.data[at]
  }
  if (total === 0) return undefined
  let [norm, offset, level, squares] = [0, 0, 0, 0]
  for (let j = 0; j < dims; j++) {
    vector[j] /= total
    const value = vector[j] + mean[j]
    norm += vector[j] * vector[j]
    offset += mean[j] * (vector[j] + mean[j] / 2)
    level += value / dims
    squares += value * value
  }
  return { vector, norm: Math.sqrt(norm), offset, level, squares }
}

/** [tracks] similarity of every row to the query; −Infinity where the sound is unknown. */
export function similarities(space: ContentSpace, query: ContentQuery, metric: SimilarityMetric): Float32Array {
  return similaritiesFromDots(space, { query, metric, dots: space.centred.dot(query.vector) })
}

/** The same from the rows' inner products with `query.vector`, in place; `dots[i]` is of row `rowAt[i]`, default i. */
export function similaritiesFromDots(
  space: ContentSpace,
  { query, metric, dots: values, rowAt, parts = [{ from: 0, to: values.length }] }: DotsOfQuery,
): Float32Array {
  for (const { from, to } of parts)
    for (let i = from; i < to; i++) {
      const row = rowAt ? rowAt[i] : i
      values[i] = space.known[row]
        ? similarityFromDot(space, { query, row, dot: values[i] }, metric)
        : Number.NEGATIVE_INFINITY
    }
  return values
}

interface DotsOfQuery {
  query: ContentQuery
  metric: SimilarityMetric
  dots: Float32Array
  rowAt?: Int32Array
  /** the only places that hold inner products */
  parts?: readonly RowPart[]
}

/** Similarity of some rows to the query, in Float64. */
export function similaritiesToQuery(
  space: ContentSpace,
  { query, rows }: { query: ContentQuery; rows: ArrayLike<number> },
  metric: SimilarityMetric,
): Float64Array {
  const values = space.centred.dots(rows, query.vector)
  for (let i = 0; i < values.length; i++)
    values[i] = similarityFromDot(space, { query, row: rows[i], dot: values[i] }, metric)
  return values
}

/** Similarity of two tracks by their row numbers; 0 where one has no embedding. */
export function similarity(space: ContentSpace, { a, b }: { a: number; b: number }, metric: SimilarityMetric): number {
  return similaritiesToTrack(space, { track: a, rows: [b] }, metric)[0]
}

/** Similarity of some tracks to one, by their row numbers, in Float64; 0 where one has no embedding. */
export function similaritiesToTrack(
  space: ContentSpace,
  { track, rows }: { track: number; rows: ArrayLike<number> },
  metric: SimilarityMetric,
): Float64Array {
  const { centred, known, norms, offsets, levels } = space
  if (!known[track]) return new Float64Array(rows.length)
  const query = { norm: norms[track], offset: offsets[track], level: levels[track], squares: 1 }
  const start = track * centred.stride
  const values = centred.dots(rows, centred.data.subarray(start, start + space.dims))
  for (let i = 0; i < values.length; i++)
    values[i] = known[rows[i]] ? similarityFromDot(space, { query, row: rows[i], dot: values[i] }, metric) : 0
  return values
}

function similarityFromDot(
  { norms, offsets, levels, dims }: ContentSpace,
  { query, row, dot }: { query: Omit<ContentQuery, 'vector'>; row: number; dot: number },
  metric: SimilarityMetric,
): number {
  switch (metric) {
    case 'cosine': {
      const scale = query.norm * norms[row]
      return scale > 1e-12 ? dot / scale : 0
    }
    case 'euclidean': {
      const squared = query.norm * query.norm + norms[row] * norms[row] - 2 * dot
      return 1 / (1 + Math.sqrt(Math.max(0, squared)))
    }
    case 'correlation': {
      const covariance = dot + query.offset + offsets[row] - dims * query.level * levels[row]
      const variances = (query.squares - dims * query.level ** 2) * (1 - dims * levels[row] ** 2)
      return variances > 1e-12 ? covariance / Math.sqrt(variances) : 0
    }
    default:
      return unreachable(metric)
  }
}

function unreachable(metric: never): never {
  throw new Error(`unknown metric ${metric}`)
}
