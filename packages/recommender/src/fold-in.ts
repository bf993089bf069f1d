import { type CholeskyFactor, choleskyInPlace, choleskySolve } from './cholesky.ts'
import type { DotRows } from './dot-rows.ts'
import type { NormalEquations } from './normal-equations.ts'
import type { RowSearch } from './row-search.ts'

/** Where tracks and listeners meet: score = listener · track. */
export interface FactorSpace {
  readonly factors: number
  /** [tracks x factors]; zero for a track of which neither sound nor listening is known */
  readonly rows: DotRows
  /** finds candidates among `rows` */
  readonly search: RowSearch
  /** [factors x factors] lower triangle of Σ v·vᵀ over the items of the model, Float64 */
  readonly gram: Float64Array
  readonly equations: NormalEquations
  /** weight of "0" on everything the listener has not met */
  readonly unobservedWeight: number
  /** ridge = base + perEvidence · Σ confidence */
  readonly ridge: { readonly base: number; readonly perEvidence: number }
}

/** One track that the listener's log speaks about. */
export interface Observation {
  /** row of the track */
  track: number
  preference: number
  confidence: number
}

/** A listener, as the exact ridge solution over their observations. */
export interface Taste {
  /** [factors] */
  readonly vector: Float64Array
  /** Cholesky factor of A = α₀·gram + ridge·I + Σ c·v·vᵀ: how sure each direction is */
  readonly certainty: CholeskyFactor
  readonly observations: readonly Observation[]
  /** Σ confidence */
  readonly evidence: number
}

/**
 * argmin_x Σ c(p − x·v)² + α₀ Σ_items (x·v)² + ridge·|x|², solved exactly in Float64.
 * O(events·k² + k³): about 0.2 ms for 50 events and 64 factors.
 */
export function foldIn(space: FactorSpace, observations: readonly Observation[]): Taste {
  const { factors: k, rows, gram, unobservedWeight } = space
  let evidence = 0
  for (const { confidence } of observations) evidence += confidence
  const normal = new Float64Array(k * k)
  if (unobservedWeight > 0) for (let j = 0; j < normal.length; j++) normal[j] = unobservedWeight * gram[j]
  const diagonal = space.ridge.base + space.ridge.perEvidence * evidence
  for (let j = 0; j < k; j++) normal[j * k + j] += diagonal
  const vector = new Float64Array(k)
  space.equations.add({ normal, right: vector }, rows, observations)
  const certainty = choleskyInPlace(normal, k)
  choleskySolve(certainty, vector)
  return { vector, certainty, observations, evidence }
}
