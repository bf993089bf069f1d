import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createRunningMedian } from './running-median.ts'

/** By sorting each window anew. */
function plainMedians(values: Float32Array, width: number): Float32Array {
  const mirrored = [...Array.from(values).reverse(), ...values, ...Array.from(values).reverse()]
  const reach = (width - 1) / 2
  return values.map((_, i) => {
    const window = mirrored.slice(values.length + i - reach, values.length + i + reach + 1)
    return window.sort((a, b) => a - b)[reach]
  })
}

test.each([1, 3, 9, 31])('medians over %d values are those of sorted windows, ties and ends included', (width) => {
  const random = seededRandom(width)
  const values = Float32Array.from({ length: 200 }, () => Math.floor(random() * 20))
  const out = new Float32Array(200)
  createRunningMedian(width)({ values, out, from: 0, stride: 1, count: 200 })
  expect(out).toEqual(plainMedians(values, width))
})

test('a column is read and written by its stride', () => {
  const values = Float32Array.of(5, 0, 1, 0, 9, 0, 2, 0)
  const out = new Float32Array(8)
  createRunningMedian(3)({ values, out, from: 0, stride: 2, count: 4 })
  expect(out).toEqual(Float32Array.of(5, 0, 5, 0, 2, 0, 2, 0))
})

test('a window longer than the values is mirrored more than once', () => {
  const out = new Float32Array(2)
  createRunningMedian(9)({ values: Float32Array.of(1, 3), out, from: 0, stride: 1, count: 2 })
  expect(out).toEqual(Float32Array.of(1, 3))
})

test('an even width is refused', () => {
  expect(() => createRunningMedian(4)).toThrow(RangeError)
})
