import type { ContentSpace } from './content-space.ts'
import { createDotRows, type DotRows } from './dot-rows.ts'

/** Tracks by the centre that their sound is nearest to. */
export interface SoundGroups {
  /** unit length */
  readonly centres: DotRows
  /** [tracks] the centre of each track; −1 where the sound is unknown */
  readonly groups: Int32Array
}

/** Two levels of so many: every track is compared with 2·32 centres instead of all 1,024. */
const BRANCHES = 32
const ROUNDS = 4
/** 64 for each centre. */
const SAMPLE = 2_048
const FEWEST_PER_BRANCH = 8

/** Spherical k-means (Dhillon & Modha 2001) over a sample, twice: first coarse, then within each coarse group. */
export function groupSounds(space: ContentSpace): SoundGroups {
  const known = Int32Array.from(space.known.keys()).filter((row) => space.norms[row] > 1e-9)
  const coarse = centresOf(space, thinned(known))
  const branches = assign(space, { rows: known, centres: coarse })
  const fine = Array.from({ length: coarse.rows }, (_, branch) =>
    centresOf(space, thinned(known.filter((_row, i) => branches[i] === branch))),
  )
  const starts = startsOf(fine.map(({ rows }) => rows))
  const centres = createDotRows(starts.at(-1)!, space.dims)
  fine.forEach(({ data }, branch) => {
    centres.data.set(data, starts[branch] * centres.stride)
  })
  const groups = new Int32Array(space.known.length).fill(-1)
  known.forEach((row, i) => {
    groups[row] = starts[branches[i]] + nearest(space, row, fine[branches[i]])
  })
  return { centres, groups }
}

/** Evenly thinned, so that training costs the same for any catalogue. */
function thinned(rows: Int32Array): Int32Array {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  return step === 1 ? rows : rows.filter((_row, i) => i % step === 0)
}

function centresOf(space: ContentSpace, rows: Int32Array): DotRows {
  const count = Math.max(1, Math.min(BRANCHES, Math.floor(rows.length / FEWEST_PER_BRANCH)))
  const centres = createDotRows(count, space.dims)
  for (let c = 0; c < count && rows.length > 0; c++)
    copyUnit(space, rows[Math.floor((c * rows.length) / count)], c, centres)
  for (let round = 0; round < ROUNDS; round++) moveCentres(space, { rows, centres })
  return centres
}

function copyUnit(
  { centred, norms, dims }: ContentSpace,
  row: number,
  centre: number,
  { data, stride }: DotRows,
): void {
  for (let j = 0; j < dims; j++) data[centre * stride + j] = centred.data[row * centred.stride + j] / norms[row]
}

/** To the mean direction of the rows that are nearest; a centre without any stays. */
function moveCentres(space: ContentSpace, { rows, centres }: { rows: Int32Array; centres: DotRows }): void {
  const { centred, norms, dims } = space
  const sums = new Float64Array(centres.rows * dims)
  assign(space, { rows, centres }).forEach((centre, i) => {
    const start = rows[i] * centred.stride
    for (let j = 0; j < dims; j++) sums[centre * dims + j] += centred.data[start + j] / norms[rows[i]]
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

function assign(space: ContentSpace, { rows, centres }: { rows: Int32Array; centres: DotRows }): Int32Array {
  return rows.map((row) => nearest(space, row, centres))
}

function nearest({ centred, dims }: ContentSpace, row: number, centres: DotRows): number {
  const start = row * centred.stride
  const dots = centres.dot(centred.data.subarray(start, start + dims))
  let best = 0
  for (let c = 1; c < dots.length; c++) if (dots[c] > dots[best]) best = c
  return best
}

function startsOf(counts: readonly number[]): number[] {
  const starts = [0]
  for (const count of counts) starts.push(starts.at(-1)! + count)
  return starts
}
