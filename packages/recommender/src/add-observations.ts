import type { DotRows } from './dot-rows.ts'
import type { Observation } from './fold-in.ts'

/**
 * Adds Σ c·v·vᵀ to the lower triangle of `normal` ([factors x factors]) and Σ c·p·v to `right`, in Float64. Four
 * observations at a time: each value of the matrix is then read and written a quarter as often.
 */
export function addObservations(
  { normal, right }: { normal: Float64Array; right: Float64Array },
  rows: DotRows,
  observations: readonly Observation[],
): void {
  const k = right.length
  const [p, q, r, s] = [0, 1, 2, 3].map(() => new Float64Array(k))
  for (let first = 0; first < observations.length; first += 4) {
    const [a, b, c, d] = [p, q, r, s].map((into, i) => read(rows, observations[first + i], into))
    for (let f = 0, at = 0; f < k; f++, at += k) {
      const wp = a.confidence * p[f]
      const wq = b.confidence * q[f]
      const wr = c.confidence * r[f]
      const ws = d.confidence * s[f]
      right[f] += a.preference * wp + b.preference * wq + (c.preference * wr + d.preference * ws)
      for (let g = 0; g <= f; g++) normal[at + g] += wp * p[g] + wq * q[g] + (wr * r[g] + ws * s[g])
    }
  }
}

const NOTHING: Observation = { track: 0, preference: 0, confidence: 0 }

function read(
  { data, stride }: DotRows,
  observation: Observation | undefined = NOTHING,
  into: Float64Array,
): Observation {
  for (let f = 0, at = observation.track * stride; f < into.length; f++, at++) into[f] = data[at]
  return observation
}
