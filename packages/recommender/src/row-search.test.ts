import { expect, test } from '@jest/globals'
import { createDotRows } from './dot-rows.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { exactSearch, groupedSearch } from './row-search.ts'

const tracks = soundClusters({
  clusters: 30,
  tracksPerCluster: 200,
  dims: 32,
  within: 0.6,
  between: 0.4,
  artistsPerCluster: 20,
  artistShare: 0.3,
  noiseDims: 8,
  seed: 'rows',
})
const SILENT = 17
const rows = createDotRows(tracks.length, 32)
tracks.forEach(({ embedding }, row) => {
  // some are longer than others, as the factors of well-known tracks are, and of some nothing is known
  if (row !== SILENT) for (let j = 0; j < 32; j++) rows.data[row * rows.stride + j] = (1 + (row % 3)) * embedding![j]
})
const vectorLike = (row: number) => rows.data.subarray(row * rows.stride, row * rows.stride + 32)
const grouped = groupedSearch(rows, { share: 0.2, perResult: 5 })

test('looking at a fifth of the rows finds nearly all of those with the highest inner products', () => {
  const exact = exactSearch(rows)
  let found = 0
  for (let query = 0; query < 40; query++) {
    const vector = vectorLike(query * 149)
    const truth = new Set(exact.best(vector, { limit: 50 }).indices)
    found += grouped.best(vector, { limit: 50 }).indices.filter((row) => truth.has(row)).length
  }
  expect(found / (40 * 50)).toBeGreaterThanOrEqual(0.95)
})

test('the best come in order, with values that are nearly right, and without those left out', () => {
  const vector = vectorLike(11)
  const exact = rows.dot(vector)
  const all = grouped.best(vector, { limit: 20 })
  const excluded = new Set(all.indices.subarray(0, 5))
  const { indices, values } = grouped.best(vector, { limit: 15, excluded })
  expect(indices).toEqual(all.indices.subarray(5))
  indices.forEach((row, place) => {
    expect(Math.abs(values[place] - exact[row])).toBeLessThan(0.02 * Math.max(...exact))
    if (place > 0) expect(values[place]).toBeLessThanOrEqual(values[place - 1])
  })
})

test('the values of all rows stand at their rows, 0 where nothing is known', () => {
  const vector = vectorLike(500)
  const exact = rows.dot(vector)
  const values = grouped.all(vector)
  expect(values).toHaveLength(tracks.length)
  expect(values[SILENT]).toBe(0)
  values.forEach((value, row) => {
    expect(Math.abs(value - exact[row])).toBeLessThan(0.02 * Math.max(...exact))
  })
})

test('no rows, no best', () => {
  expect(groupedSearch(createDotRows(0, 8)).best(new Float64Array(8), { limit: 3 }).indices).toHaveLength(0)
})
