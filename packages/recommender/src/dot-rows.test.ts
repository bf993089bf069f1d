import { expect, test } from '@jest/globals'
import { createDotRows } from './dot-rows.ts'
import { seededRandom } from './seeded-random.ts'

test.each([1, 7, 16, 64, 100, 128, 518])('inner products of %i dimensions agree with plain arithmetic', (dims) => {
  const random = seededRandom(dims)
  const matrix = createDotRows(37, dims)
  for (let i = 0; i < 37; i++) for (let j = 0; j < dims; j++) matrix.data[i * matrix.stride + j] = random.normal()
  const vector = Float32Array.from({ length: dims }, () => random.normal())
  const products = matrix.dot(vector)
  for (let i = 0; i < 37; i++) {
    const expected = vector.reduce((sum, value, j) => sum + value * matrix.data[i * matrix.stride + j], 0)
    expect(products[i]).toBeCloseTo(expected, 3)
  }
  expect(matrix.dot(vector)).toEqual(products)
  const some = Int32Array.from({ length: 1_000 }, (_, i) => (i * 7) % 37)
  matrix.dots(some, Float64Array.from(vector)).forEach((product, i) => {
    const start = some[i] * matrix.stride
    const expected = vector.reduce((sum, value, j) => sum + value * matrix.data[start + j], 0)
    expect(product).toBeCloseTo(expected, 10)
  })
})

test.each([7, 64, 518])('up to four vectors of %i dimensions are multiplied at once', (dims) => {
  const random = seededRandom(dims)
  const matrix = createDotRows(1_100, dims)
  for (let i = 0; i < 1_100; i++) for (let j = 0; j < dims; j++) matrix.data[i * matrix.stride + j] = random.normal()
  const vectors = [1, 2, 3, 4].map(() => Float32Array.from({ length: dims }, () => random.normal()))
  for (const some of [vectors, vectors.slice(0, 3)])
    matrix.dotFour(some).forEach((products, q) => {
      const alone = matrix.dot(vectors[q])
      expect(Math.max(...products.map((product, i) => Math.abs(product - alone[i])))).toBeLessThan(1e-3)
    })
})

test('a matrix without rows has no products', () => {
  expect(createDotRows(0, 8).dot(new Float32Array(8))).toHaveLength(0)
})
