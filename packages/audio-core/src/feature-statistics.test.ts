import { expect, test } from '@jest/globals'
import { featureStatistics } from './feature-statistics.ts'
import { medianInPlace } from './median.ts'

test('statistics of a column are those of the textbook', () => {
  // Two columns of five frames: 0, 0, 0, 0, 5 and 1, 2, 3, 4, 5.
  const statistics = featureStatistics(Float32Array.of(0, 1, 0, 2, 0, 3, 0, 4, 5, 5), 2)
  expect([...statistics.mean]).toEqual([1, 3])
  expect([...statistics.std]).toEqual([2, Math.SQRT2])
  expect([...statistics.median]).toEqual([0, 3])
  expect([...statistics.min]).toEqual([0, 1])
  expect([...statistics.max]).toEqual([5, 5])
  expect([...statistics.skew]).toEqual([1.5, 0].map((value) => expect.closeTo(value, 12)))
  expect([...statistics.kurtosis]).toEqual([0.25, -1.3].map((value) => expect.closeTo(value, 12)))
})

test('what never changes has no skew, and the flattest kurtosis', () => {
  const { skew, kurtosis, std } = featureStatistics(new Float32Array(9).fill(0.1), 1)
  expect([skew[0], kurtosis[0]]).toEqual([0, -3])
  expect(std[0]).toBeCloseTo(0, 12)
})

test.each([
  [[], 0],
  [[7], 7],
  [[4, 1], 2.5],
  [[3, 1, 2], 2],
  [[5, 5, 5, 1], 5],
  [Array.from({ length: 1001 }, (_, i) => (i * 389) % 1001), 500],
])('the median of %j is %d', (values, median) => {
  expect(medianInPlace(Float64Array.from(values))).toBe(median)
})
