import { expect, test } from '@jest/globals'
import { buildContentSpace, contentQuery, EmbeddingMismatchError, similarities, similarity } from './content-space.ts'
import { seededRandom } from './seeded-random.ts'
import type { SimilarityMetric } from './similarity-metric.ts'

const random = seededRandom('content space')
const embeddings = Array.from({ length: 30 }, () => Float32Array.from({ length: 21 }, () => random.normal() + 0.5))
const unit = (vector: ArrayLike<number>) => {
  const length = Math.hypot(...Array.from(vector))
  return Array.from(vector, (value) => value / length)
}
const dot = (a: number[], b: number[]) => a.reduce((sum, value, j) => sum + value * b[j], 0)
const less = (a: number[], b: ArrayLike<number>) => a.map((value, j) => value - b[j])

const BY_DEFINITION: Record<SimilarityMetric, (a: number[], b: number[], mean: Float64Array) => number> = {
  cosine: (a, b, mean) => dot(unit(less(a, mean)), unit(less(b, mean))),
  euclidean: (a, b) => 1 / (1 + Math.hypot(...less(a, b))),
  correlation: (a, b) => {
    const centred = (v: number[]) => v.map((value) => value - v.reduce((sum, one) => sum + one, 0) / v.length)
    return dot(unit(centred(a)), unit(centred(b)))
  },
}

test.each(['cosine', 'euclidean', 'correlation'] as const)('%s agrees with its definition', (metric) => {
  const space = buildContentSpace(embeddings)
  const query = contentQuery(space, [{ track: 3, weight: 2 }])!
  const all = similarities(space, query, metric)
  for (let b = 0; b < embeddings.length; b++) {
    const expected = BY_DEFINITION[metric](unit(embeddings[3]), unit(embeddings[b]), space.mean)
    if (b !== 3) expect(similarity(space, { a: 3, b }, metric)).toBeCloseTo(expected, 5)
    expect(all[b]).toBeCloseTo(expected, metric === 'euclidean' && b === 3 ? 2 : 5)
  }
})

test('a track without an embedding resembles nothing', () => {
  const space = buildContentSpace([embeddings[0], undefined, embeddings[2]])
  expect(similarity(space, { a: 0, b: 1 }, 'cosine')).toBe(0)
  expect(similarities(space, contentQuery(space, [{ track: 0, weight: 1 }])!, 'cosine')[1]).toBe(
    Number.NEGATIVE_INFINITY,
  )
  expect(contentQuery(space, [{ track: 1, weight: 1 }])).toBeUndefined()
})

test('embeddings of different models are refused', () => {
  expect(() => buildContentSpace([new Float32Array(4).fill(1), new Float32Array(5).fill(1)])).toThrow(
    EmbeddingMismatchError,
  )
  expect(() => buildContentSpace([Float32Array.from([1, Number.NaN])])).toThrow(EmbeddingMismatchError)
})
