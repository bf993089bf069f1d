import { topK } from '../top-k.ts'
import type { CompanionWeights, Step } from './companion-problem.ts'

/** The strongest weights of each item in compressed sparse rows: what goes with item r lies at starts[r] … starts[r + 1] − 1. */
export interface CompanionLinks {
  /** [items + 1] */
  readonly starts: Int32Array
  /** [links] the other item */
  readonly items: Int32Array
  /** [links] what a step of strength 1 on the row's item adds to the other's score */
  readonly weights: Float32Array
}

export const NO_LINKS: CompanionLinks = {
  starts: new Int32Array(1),
  items: new Int32Array(0),
  weights: new Float32Array(0),
}

/** Items whose weights are worked out together. */
const AT_ONCE = 64

/** Keeps the `each` largest weights (by size, of either sign) of every item in `from`; other items have none. */
export function strongestLinks(
  companions: CompanionWeights,
  { items, from, each }: { items: number; from: ReadonlySet<number>; each: number },
): CompanionLinks {
  const starts = new Int32Array(items + 1)
  const others: Int32Array[] = []
  const weights: Float32Array[] = []
  const linked = [...from].sort((a, b) => a - b)
  for (let first = 0; first < linked.length; first += AT_ONCE) {
    const some = linked.slice(first, first + AT_ONCE)
    companions.scoreAll(some.map((item) => [{ item, strength: 1 }])).forEach((scores, i) => {
      const sizes = scores.map((score) => Math.abs(score))
      const kept = topK(sizes, each)
        .indices.filter((other) => other !== some[i] && scores[other] !== 0)
        .sort()
      others.push(kept)
      weights.push(Float32Array.from(kept, (other) => scores[other]))
      starts[some[i] + 1] = kept.length
    })
  }
  for (let item = 0; item < items; item++) starts[item + 1] += starts[item]
  return { starts, items: concatenated(others, Int32Array), weights: concatenated(weights, Float32Array) }
}

/** Adds factor · Σ_i strength_i·B_ij to `scores` ([items]). */
export function addLinkScores(
  scores: Float32Array | Float64Array,
  { links, history, factor }: { links: CompanionLinks; history: readonly Step[]; factor: number },
): void {
  const { starts, items, weights } = links
  if (items.length === 0) return
  for (const { item, strength } of history)
    for (let at = starts[item]; at < starts[item + 1]; at++) scores[items[at]] += factor * strength * weights[at]
}

/** B_ij; 0 where the two are not linked. */
export function linkWeight({ starts, items, weights }: CompanionLinks, from: number, to: number): number {
  for (let at = starts[from]; at < starts[from + 1]; at++) if (items[at] === to) return weights[at]
  return 0
}

function concatenated<T extends Int32Array | Float32Array>(parts: readonly T[], Kind: { new (length: number): T }): T {
  const whole = new Kind(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
