import { expect, test } from '@jest/globals'
import { artistRepetition, coverage, gini, ndcg, recall } from './metrics.ts'

test('a perfect list scores 1, a list without any hit 0', () => {
  expect(ndcg([3, 1, 2], new Set([1, 2, 3]), 3)).toBe(1)
  expect(ndcg([4, 5], new Set([1, 2]), 2)).toBe(0)
  expect(recall([3, 1, 2], new Set([1, 2, 3, 7, 8]), 3)).toBe(1)
})

test('a hit counts less further down', () => {
  expect(ndcg([9, 1], new Set([1]), 2)).toBeCloseTo(1 / Math.log2(3), 12)
  expect(recall([9, 1, 8, 7], new Set([1, 5]), 4)).toBe(0.5)
})

test('coverage is the share of items that anybody gets to see', () => {
  expect(
    coverage(
      [
        [0, 1],
        [1, 2],
      ],
      10,
    ),
  ).toBe(0.3)
})

test('exposure that is alike for all has a Gini of 0, all on one of n items (n − 1)/n', () => {
  expect(
    gini(
      [
        [0, 1],
        [2, 3],
      ],
      4,
    ),
  ).toBe(0)
  expect(gini([[2], [2], [2]], 4)).toBeCloseTo(0.75, 12)
})

test('an artist who stands in a list already counts as repeated, in another list not, an unknown one never', () => {
  const artists = ['a', 'a', 'b', undefined]
  expect(artistRepetition([[0, 1, 2, 3], [0]], artists)).toBe(0.25)
  expect(artistRepetition([[3]], artists)).toBe(0)
})
