import { expect, test } from '@jest/globals'
import { choleskyInPlace, choleskySolve } from './cholesky.ts'
import { createDotRows } from './dot-rows.ts'
import { normalEquations } from './normal-equations.ts'
import { seededRandom } from './seeded-random.ts'

test.each([1, 5, 16, 33])(
  '%i factors: sums of squares and whitened vectors are those of plain arithmetic',
  (factors) => {
    const random = seededRandom(factors)
    const rows = createDotRows(30, factors)
    for (let i = 0; i < 30; i++) for (let f = 0; f < factors; f++) rows.data[i * rows.stride + f] = random.normal()
    const value = (track: number, f: number) => rows.data[track * rows.stride + f]
    const equations = normalEquations(factors)
    for (const count of [0, 1, 4, 11]) {
      const observations = Array.from({ length: count }, () => ({
        track: random.integer(30),
        preference: random.normal(),
        confidence: random.next(),
      }))
      const normal = new Float64Array(factors * factors)
      for (let f = 0; f < factors; f++) normal[f * factors + f] = 3
      const right = new Float64Array(factors)
      equations.add({ normal, right }, rows, observations)
      for (let f = 0; f < factors; f++) {
        const sum = (of: (one: (typeof observations)[number]) => number) =>
          observations.reduce((all, one) => all + one.confidence * of(one) * value(one.track, f), 0)
        expect(right[f]).toBeCloseTo(
          sum(({ preference }) => preference),
          10,
        )
        for (let g = 0; g <= f; g++)
          expect(normal[f * factors + g]).toBeCloseTo((f === g ? 3 : 0) + sum(({ track }) => value(track, g)), 10)
      }
      const certainty = choleskyInPlace(normal, factors)
      const pair = Float64Array.from({ length: 2 * factors }, () => random.normal())
      const solved = choleskySolve(certainty, pair.slice(factors))
      const expected = solved.reduce((sum, each, f) => sum + each * pair[f], 0)
      equations.whiten(certainty, pair)
      const product = Array.from(solved.keys()).reduce((sum, f) => sum + pair[f] * pair[factors + f], 0)
      expect(product).toBeCloseTo(expected, 10)
    }
  },
)
