import { expect, test } from '@jest/globals'
import { gramOf } from './als.ts'
import { createDotRows } from './dot-rows.ts'
import { type FactorSpace, foldIn } from './fold-in.ts'
import { normalEquations } from './normal-equations.ts'
import { exactSearch } from './row-search.ts'
import { seededRandom } from './seeded-random.ts'

const random = seededRandom('fold in')
const rows = createDotRows(40, 6)
for (let i = 0; i < 40; i++) for (let f = 0; f < 6; f++) rows.data[i * rows.stride + f] = random.normal()
const space: FactorSpace = {
  factors: 6,
  rows,
  search: exactSearch(rows),
  gram: gramOf(rows.data, 6, rows.stride),
  equations: normalEquations(6),
  unobservedWeight: 0.1,
  ridge: { base: 0.5, perEvidence: 0.01 },
}
const observations = [
  { track: 3, preference: 1, confidence: 4 },
  { track: 9, preference: -1, confidence: 1.5 },
  { track: 20, preference: 0.4, confidence: 2 },
]

/** Σ c(p − x·v)² + α₀ Σ_items (x·v)² + ridge·|x|², written out. */
function objective(x: Float64Array): number {
  const dot = (track: number) => x.reduce((sum, value, f) => sum + value * rows.data[track * rows.stride + f], 0)
  let sum = (0.5 + 0.01 * 7.5) * x.reduce((all, value) => all + value * value, 0)
  for (let track = 0; track < 40; track++) sum += 0.1 * dot(track) ** 2
  for (const { track, preference, confidence } of observations) sum += confidence * (preference - dot(track)) ** 2
  return sum
}

test('the folded-in listener minimises the objective: every small step away makes it worse', () => {
  const { vector, evidence } = foldIn(space, observations)
  expect(evidence).toBe(7.5)
  for (let f = 0; f < 6; f++)
    for (const step of [-1e-4, 1e-4]) {
      const moved = vector.slice()
      moved[f] += step
      expect(objective(moved)).toBeGreaterThan(objective(vector))
    }
})

test('without events a listener has no direction', () => {
  expect(Array.from(foldIn(space, []).vector)).toEqual([0, 0, 0, 0, 0, 0])
})
