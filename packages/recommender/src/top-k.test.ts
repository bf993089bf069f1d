import { expect, test } from '@jest/globals'
import { seededRandom } from './seeded-random.ts'
import { topK } from './top-k.ts'

test('the best rows are the same as after sorting everything, ties by the lower row', () => {
  const random = seededRandom(1)
  const values = Float32Array.from({ length: 2_000 }, () => random.integer(300))
  const excluded = Uint8Array.from(values, () => (random.next() < 0.2 ? 1 : 0))
  const sorted = [...values.keys()].filter((i) => !excluded[i]).sort((a, b) => values[b] - values[a] || a - b)
  for (const k of [1, 2, 50, 1_999]) {
    const found = topK(values, k, excluded)
    expect(Array.from(found.indices)).toEqual(sorted.slice(0, k))
    expect(Array.from(found.values)).toEqual(sorted.slice(0, k).map((i) => values[i]))
  }
})

test('asking for nothing, or of nothing, gives nothing', () => {
  expect(topK(new Float32Array(3), 0).indices).toHaveLength(0)
  expect(topK(new Float32Array(0), 5).indices).toHaveLength(0)
})
