import { expect, test } from '@jest/globals'
import { tagVectors } from './tag-vectors.ts'

const items = Array.from({ length: 40 }, (_, i) => `i${i}`)
const tags = new Map(
  items.slice(0, 39).map((item, i) => [
    item,
    new Map([
      [i % 2 ? 'rock' : 'jazz', 5],
      [`mood ${i % 6}`, 1],
      [`my ${i}`, 9],
    ]),
  ]),
)
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d], 0)

test('items with the same tags lie together, whatever only one item is called', () => {
  const vectors = tagVectors(items, { tags, dims: 64 })
  expect(cosine(vectors[0]!, vectors[12]!)).toBeCloseTo(1, 5)
  expect(cosine(vectors[0]!, vectors[2]!)).toBeGreaterThan(cosine(vectors[0]!, vectors[1]!))
  expect(vectors[39]).toBeUndefined()
})

test('fewer directions than tags keep what matters most', () => {
  const [all, few] = [64, 4].map((dims) => tagVectors(items, { tags, dims }))
  expect(few[0]).toHaveLength(4)
  expect(cosine(few[0]!, few[12]!)).toBeGreaterThan(cosine(few[0]!, few[1]!))
  expect(Math.abs(cosine(few[0]!, few[1]!) - cosine(all[0]!, all[1]!))).toBeLessThan(0.3)
})
