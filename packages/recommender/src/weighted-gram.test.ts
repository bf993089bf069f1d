import { expect, test } from '@jest/globals'
import { createDotRows } from './dot-rows.ts'
import { weightedGram } from './weighted-gram.ts'

test('every row counts by its weight, on and below the diagonal', () => {
  const rows = createDotRows(3, 2)
  for (const [row, values] of [
    [1, 2],
    [3, -1],
    [5, 5],
  ].entries())
    rows.data.set(values, row * rows.stride)
  const [a, , b, c] = weightedGram(rows, [2, 0.5, 0])
  expect([a, b, c]).toEqual([2 * 1 + 0.5 * 9, 2 * 2 + 0.5 * -3, 2 * 4 + 0.5 * 1])
})
