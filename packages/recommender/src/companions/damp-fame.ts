import { type CompanionWeights, relativeFame } from './companion-problem.ts'

/** The same with every item's score times (its relative fame)^−exponent. */
export function dampFame(
  weights: CompanionWeights,
  { listenersOf, exponent }: { /** [items] */ listenersOf: ArrayLike<number>; exponent: number },
): CompanionWeights {
  if (exponent === 0) return weights
  const factors = relativeFame(listenersOf).map((fame) => fame ** -exponent)
  const damped = (scores: Float32Array) => scores.map((score, item) => score * factors[item])
  return {
    limitedTo: weights.limitedTo,
    score: (history) => damped(weights.score(history)),
    scoreAll: (histories) => weights.scoreAll(histories).map(damped),
  }
}
