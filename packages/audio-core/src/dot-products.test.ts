import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createDotProducts, plainDotProducts } from './dot-products.ts'

test.each([1, 2, 4, 6, 8])('with vectors each of %d stretches gives the product that is given without', (repeats) => {
  const random = seededRandom(3)
  const values = (length: number) => Float32Array.from({ length }, () => random() - 0.5)
  const table = Array.from({ length: 5 }, () => values(24))
  const options = { taps: 24, rows: 5, row: (i: number) => table[i], inputLength: 400, jobs: 9, repeats, stride: 13 }
  const input = values(400)
  const starts = Int32Array.from({ length: 9 }, (_, i) => 31 * i)
  const rows = Int32Array.from({ length: 9 }, (_, i) => (3 * i) % 5)
  const [fast, plain] = [createDotProducts(options), plainDotProducts(options)].map((products) => {
    const out = new Float32Array(9 * repeats)
    products.prepare(starts, rows)
    products.run(input, 9, out)
    return out
  })
  for (const [i, value] of plain.entries()) expect(fast[i]).toBeCloseTo(value, 5)
  expect(plain.some((value) => Math.abs(value) > 0.1)).toBe(true)
})
