import { createDotRows, type DotRows } from './dot-rows.ts'
import { groupRows, rowsOf } from './grouped-rows.ts'

/** Vectors by the centre that their direction is nearest to. */
export interface VectorGroups {
  /** unit length */
  readonly centres: DotRows
  /** [vectors] the centre of each; −1 for a vector without a length */
  readonly groups: Int32Array
}

/** Vectors with their lengths. */
export interface Vectors {
  readonly rows: DotRows
  /** [rows] */
  readonly lengths: ArrayLike<number>
}

const ROUNDS = 4
/** Of the vectors, for each centre. */
const SAMPLE = 64
const FEWEST_PER_BRANCH = 8

/**
 * Spherical k-means (Dhillon & Modha 2001) over a sample, twice: first into `branches`, then each of these into as many
 * again. So every vector is compared with 2·`branches` centres instead of their square.
 */
export function groupVectors(vectors: Vectors, branches: number): VectorGroups {
  const { rows, lengths } = vectors
  const known = Int32Array.from({ length: rows.rows }, (_, row) => row).filter((row) => lengths[row] > 1e-9)
  const coarse = centresOf(vectors, { among: known, branches })
  const branchOf = assign(vectors, { among: known, centres: coarse })
  const members = groupRows(branchOf, { count: coarse.rows, order: Int32Array.from(known.keys()) })
  const fine = Array.from({ length: coarse.rows }, (_, branch) =>
    centresOf(vectors, { among: rowsOf(members, branch).map((i) => known[i]), branches }),
  )
  const starts = startsOf(fine.map((centres) => centres.rows))
  const centres = createDotRows(starts.at(-1)!, rows.dims)
  fine.forEach(({ data }, branch) => {
    centres.data.set(data, starts[branch] * centres.stride)
  })
  const groups = new Int32Array(rows.rows).fill(-1)
  known.forEach((row, i) => {
    groups[row] = starts[branchOf[i]] + fine[branchOf[i]].nearest(rows.data, row * rows.stride)
  })
  return { centres, groups }
}

/** Evenly thinned, so that training costs the same for any catalogue. */
function thinned(rows: Int32Array, most: number): Int32Array {
  const step = Math.max(1, Math.floor(rows.length / most))
  return step === 1 ? rows : rows.filter((_row, i) => i % step === 0)
}

function centresOf(vectors: Vectors, { among, branches }: { among: Int32Array; branches: number }): DotRows {
  const { dims } = vectors.rows
  const sample = thinned(among, SAMPLE * branches)
  const count = Math.max(1, Math.min(branches, Math.floor(sample.length / FEWEST_PER_BRANCH)))
  const centres = createDotRows(count, dims)
  for (let c = 0; c < count && sample.length > 0; c++)
    copyUnit(vectors, { from: sample[Math.floor((c * sample.length) / count)], to: c, centres })
  for (let round = 0; round < ROUNDS; round++) moveCentres(vectors, { among: sample, centres })
  return centres
}

function copyUnit(
  { rows, lengths }: Vectors,
  { from, to, centres: { data, stride } }: { from: number; to: number; centres: DotRows },
): void {
  for (let j = 0; j < rows.dims; j++) data[to * stride + j] = rows.data[from * rows.stride + j] / lengths[from]
}

/** To the mean direction of the vectors that are nearest; a centre without any stays. */
function moveCentres(vectors: Vectors, { among, centres }: { among: Int32Array; centres: DotRows }): void {
  const { rows, lengths } = vectors
  const { dims } = rows
  const sums = new Float64Array(centres.rows * dims)
  assign(vectors, { among, centres }).forEach((centre, i) => {
    const start = among[i] * rows.stride
    for (let j = 0; j < dims; j++) sums[centre * dims + j] += rows.data[start + j] / lengths[among[i]]
  })
  for (let c = 0; c < centres.rows; c++) {
    const sum = sums.subarray(c * dims, (c + 1) * dims)
    const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0))
    if (length > 1e-9)
      centres.data.set(
        sum.map((value) => value / length),
        c * centres.stride,
      )
  }
}

function assign({ rows }: Vectors, { among, centres }: { among: Int32Array; centres: DotRows }): Int32Array {
  return among.map((row) => centres.nearest(rows.data, row * rows.stride))
}

function startsOf(counts: readonly number[]): number[] {
  const starts = [0]
  for (const count of counts) starts.push(starts.at(-1)! + count)
  return starts
}
