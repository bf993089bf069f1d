import { expect, test } from '@jest/globals'
import { createDotRows } from './dot-rows.ts'
import { quantiseRows } from './quantised-rows.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { topK } from './top-k.ts'

const ROWS = 333

function filled({ dims, random }: { dims: number; random: SeededRandom }) {
  const rows = createDotRows(ROWS, dims)
  for (let i = 0; i < ROWS; i++) for (let j = 0; j < dims; j++) rows.data[i * rows.stride + j] = random.normal()
  return rows
}

const vectorOf = (dims: number, random: SeededRandom) => Float64Array.from({ length: dims }, () => random.normal())

test.each([1, 7, 64, 100, 518])('inner products of %i dimensions are right to a hundredth of the lengths', (dims) => {
  const random = seededRandom(dims)
  const rows = filled({ dims, random })
  const vector = vectorOf(dims, random)
  const length = Math.hypot(...vector)
  const { values: rough } = quantiseRows(rows).scan(vector)
  rows.dot(vector).forEach((exact, i) => {
    const norm = Math.hypot(...rows.data.subarray(i * rows.stride, i * rows.stride + dims))
    expect(Math.abs(rough[i] - exact)).toBeLessThan(0.01 * length * norm)
  })
})

test('the highest of every 64 rows are told with the values', () => {
  const random = seededRandom('highest')
  const { values, most } = quantiseRows(filled({ dims: 40, random })).scan(vectorOf(40, random))
  for (let start = 0; start < ROWS - 64; start += 64)
    expect(most![start / 64]).toBe(Math.max(...values.subarray(start, start + 64)))
})

test('the best are the same whether groups of rows are passed by or not', () => {
  const random = seededRandom('most')
  const rows = quantiseRows(filled({ dims: 16, random }))
  const excluded = Uint8Array.from({ length: ROWS }, () => (random.next() < 0.3 ? 1 : 0))
  const { values, most } = rows.scan(vectorOf(16, random))
  for (const k of [1, 20, ROWS]) expect(topK(values, k, excluded, { most })).toEqual(topK(values, k, excluded))
})

test('rows in another order, weighted, and only some of them', () => {
  const random = seededRandom('weighted')
  const rows = filled({ dims: 24, random })
  const vector = vectorOf(24, random)
  const order = Int32Array.from({ length: 200 }, (_, i) => ROWS - 1 - i)
  const plain = quantiseRows(rows).scan(vector).values
  const some = quantiseRows(rows, order)
  const weights = some.weighRows({ scales: order.map((row) => row), offsets: order.map((row) => -row) })
  const { values } = some.scan(vector, { weights, parts: [{ from: 70, to: 100 }] })
  for (let i = 70; i < 100; i++) expect(values[i]).toBeCloseTo(plain[order[i]] * order[i] - order[i], 2)
  expect(values[0]).toBe(0)
  expect(some.scan(vector).values[0]).toBeCloseTo(plain[order[0]], 5)
})
