import { type CompanionWeights, relativeFame } from './companion-problem.ts'

/** The same with every item's score times (its relative fame)^−exponent. */
export function dampFame(
  weights: CompanionWeights,
  { listenersOf, exponent }: { /** [items] */ listenersOf: ArrayLike<number>; exponent: number },
): CompanionWeights {
  if (exponent === 0) return weights
  const factors = relativeFame(listenersOf).map((fame) => fame ** -exponent)
  return {
    limitedTo: weights.limitedTo,
    score: (history) => weights.score(history).map((score, item) => score * factors[item]),
  }
}
