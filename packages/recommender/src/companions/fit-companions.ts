import type { CompanionData, CompanionOptions, CompanionWeights } from './companion-problem.ts'
import { companionsByItems } from './companions-by-items.ts'
import { companionsByListeners } from './companions-by-listeners.ts'
import { dampFame } from './damp-fame.ts'

/**
 * EASE (Steck 2019): B = argmin |X − XB|² + Σ λ_i|B_i|² with an empty diagonal, in closed form. Content takes part as in
 * collective EASE (Jeunen et al. 2020): each of its dimensions is one more row of X. Solved over the listeners where they
 * are fewer than the items (the same solution by Woodbury's identity), else over the `mostRows` items that are met most.
 */
export function fitCompanions(data: CompanionData, options: CompanionOptions): CompanionWeights {
  const { rows, columns } = data.interactions
  const pseudoListeners = data.content && options.contentWeight > 0 ? data.content.dims : 0
  const weights =
    rows + pseudoListeners <= Math.min(columns, options.mostRows)
      ? companionsByListeners(data, options)
      : companionsByItems(data, options)
  const listenersOf = new Int32Array(columns)
  for (const item of data.interactions.indices) listenersOf[item]++
  return dampFame(weights, { listenersOf, exponent: options.fameDamping })
}
