import { expect, test } from '@jest/globals'
import { fitAls } from './als.ts'
import { checkerboard } from './evaluate/checkerboard.ts'
import { buildInteractions, transpose } from './interactions.ts'

const OPTIONS = { factors: 8, iterations: 10, regularisation: 0.01, unobservedWeight: 0.1, seed: 23 }

test('a listener is offered the one item that their group likes and they have not met', () => {
  const size = 50
  const matrix = checkerboard(size)
  const { factors, listenerFactors, itemFactors } = fitAls(matrix, OPTIONS)
  for (let listener = 0; listener < size; listener++) {
    const met = new Set(matrix.indices.subarray(matrix.starts[listener], matrix.starts[listener + 1]))
    let [best, highest] = [-1, Number.NEGATIVE_INFINITY]
    for (let item = 0; item < size; item++) {
      if (met.has(item)) continue
      let score = 0
      for (let f = 0; f < factors; f++)
        score += listenerFactors[listener * factors + f] * itemFactors[item * factors + f]
      if (score > highest) [best, highest] = [item, score]
    }
    expect(best).toBe(listener)
  }
})

test('the same seed gives the same factors, another seed others', () => {
  const matrix = checkerboard(20)
  expect(fitAls(matrix, OPTIONS)).toEqual(fitAls(matrix, OPTIONS))
  expect(fitAls(matrix, { ...OPTIONS, seed: 24 }).itemFactors).not.toEqual(fitAls(matrix, OPTIONS).itemFactors)
})

test('an item that a group rejects is predicted below one that it has never met', () => {
  const entries = Array.from({ length: 10 }, (_, listener) => [
    { listener, item: 0, preference: 1, confidence: 4 },
    { listener, item: 1, preference: -1, confidence: 4 },
  ]).flat()
  const matrix = buildInteractions(entries, { listeners: 11, items: 3 })
  const { listenerFactors: x, itemFactors: y, factors } = fitAls(matrix, { ...OPTIONS, factors: 2 })
  const score = (item: number) => x[0] * y[item * factors] + x[1] * y[item * factors + 1]
  expect(score(0)).toBeGreaterThan(0.8)
  expect(score(1)).toBeLessThan(-0.8)
  expect(Math.abs(score(2))).toBeLessThan(0.1)
})

test('transposing twice changes nothing', () => {
  const matrix = checkerboard(9)
  expect(transpose(transpose(matrix))).toEqual(matrix)
})
