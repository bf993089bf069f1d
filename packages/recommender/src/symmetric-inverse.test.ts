import { expect, test } from '@jest/globals'
import { NotPositiveDefiniteError } from './cholesky.ts'
import { seededRandom } from './seeded-random.ts'
import { invertSymmetric } from './symmetric-inverse.ts'

/** R·Rᵀ + I, with its upper triangle left out. */
function positiveDefinite(n: number) {
  const random = seededRandom(n)
  const root = Float64Array.from({ length: n * n }, () => random.normal())
  const whole = new Float64Array(n * n)
  const lower = new Float64Array(n * n).fill(Number.NaN)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0
      for (let k = 0; k < n; k++) sum += root[i * n + k] * root[j * n + k]
      whole[i * n + j] = sum
      if (j <= i) lower[i * n + j] = sum
    }
  return { whole, lower }
}

test.each([1, 2, 5, 48, 49, 97, 130])('a matrix of %i rows times its inverse is the identity', (n) => {
  const { whole, lower } = positiveDefinite(n)
  const inverse = invertSymmetric(lower, n)
  let furthest = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? -1 : 0
      for (let k = 0; k < n; k++) sum += whole[i * n + k] * inverse[k * n + j]
      furthest = Math.max(furthest, Math.abs(sum))
    }
  expect(furthest).toBeLessThan(1e-8)
})

test('a matrix that is not positive definite is refused', () => {
  expect(() => invertSymmetric(Float64Array.of(1, 0, 2, 1), 2)).toThrow(NotPositiveDefiniteError)
})
