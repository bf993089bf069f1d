import type { Observation } from '../fold-in.ts'
import type { SparseRows } from '../interactions.ts'

/** One thing that a listener did: towards it (> 0) or away from it (< 0). */
export interface Step {
  item: number
  strength: number
}

export interface CompanionData {
  /** listeners x items */
  interactions: SparseRows
  /** [items x dims] row-major; zero rows where nothing is known */
  content?: { vectors: Float32Array; dims: number }
}

export interface CompanionOptions {
  /** λ: what a weight must be worth */
  ridge: number
  /** an item's own ridge is λ·((listeners + 1) / mean)^exponent; 0 as in the paper */
  popularityExponent: number
  /** how loudly a content dimension speaks beside a listener */
  contentWeight: number
  /** an item's score counts times ((listeners + 1) / mean)^−fameDamping: what is met by many goes with nearly everything; 0 as in the paper */
  fameDamping: number
  /** the largest matrix to invert: time grows with its cube, memory with its square */
  mostRows: number
}

/** Which items go with which. */
export interface CompanionWeights {
  /** [items] Σ_i strength_i·B_ij of what a listener did, strengths relative to their mean in training */
  score(history: readonly Step[]): Float32Array
  /** the same of several listeners, in less time than one after the other */
  scoreAll(histories: readonly (readonly Step[])[]): Float32Array[]
  /** items outside have only zeros; undefined where there are none */
  readonly limitedTo: number | undefined
}

/** A like is worth about two plays, a dislike as much in the other direction. */
export function strengthOf({ preference, confidence }: { preference: number; confidence: number }): number {
  return preference * Math.log2(1 + confidence)
}

export function stepsOf(observations: readonly Observation[]): Step[] {
  return observations.map((observation) => ({ item: observation.track, strength: strengthOf(observation) }))
}

/**
 * [entries] strengths, relative to their `unit`, the mean size of all: so that ridge and weights mean the same whatever is
 * taken for a confidence of 1.
 */
export function relativeStrengths({ preference, confidence }: SparseRows): { strengths: Float64Array; unit: number } {
  const strengths = Float64Array.from(preference, (p, at) => strengthOf({ preference: p, confidence: confidence[at] }))
  const sum = strengths.reduce((total, strength) => total + Math.abs(strength), 0)
  const unit = sum > 0 ? sum / strengths.length : 1
  return { strengths: strengths.map((strength) => strength / unit), unit }
}

/** [items] each item's own ridge. */
export function itemRidges(listenersOf: ArrayLike<number>, options: CompanionOptions): Float64Array {
  return relativeFame(listenersOf).map((fame) => options.ridge * fame ** options.popularityExponent)
}

/** [items] (listeners + 1) / mean, the mean over the items that were met. */
export function relativeFame(listenersOf: ArrayLike<number>): Float64Array {
  let sum = 0
  let heard = 0
  for (let i = 0; i < listenersOf.length; i++)
    if (listenersOf[i] > 0) {
      sum += listenersOf[i] + 1
      heard++
    }
  const mean = heard > 0 ? sum / heard : 1
  return Float64Array.from(listenersOf, (listeners) => (listeners + 1) / mean)
}
