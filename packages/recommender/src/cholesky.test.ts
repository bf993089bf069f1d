import { expect, test } from '@jest/globals'
import { choleskyInPlace, choleskySolve, NotPositiveDefiniteError, solveTransposed } from './cholesky.ts'

test('a system with a known solution is solved', () => {
  // [[4, 2, 0], [2, 5, 1], [0, 1, 3]] · [1, −2, 3] = [0, −5, 7]
  const factor = choleskyInPlace(Float64Array.from([4, 0, 0, 2, 5, 0, 0, 1, 3]), 3)
  const solution = choleskySolve(factor, Float64Array.from([0, -5, 7]))
  ;[1, -2, 3].forEach((value, i) => {
    expect(solution[i]).toBeCloseTo(value, 12)
  })
})

test('the transposed half solves Lᵀ·x = b', () => {
  const factor = choleskyInPlace(Float64Array.from([4, 0, 2, 5]), 2) // L = [[2, 0], [1, 2]]
  expect(Array.from(solveTransposed(factor, Float64Array.from([4, 2])))).toEqual([1.5, 1])
})

test('a matrix that is not positive definite is refused', () => {
  expect(() => choleskyInPlace(Float64Array.from([1, 0, 2, 1]), 2)).toThrow(NotPositiveDefiniteError)
})
