import { type AlsOptions, fitAls, type RowSolver } from '../als.ts'
import { factorSpace } from '../factor-space.ts'
import { foldIn } from '../fold-in.ts'
import type { SparseRows } from '../interactions.ts'
import type { Recommender } from './recommender.ts'

export const IALS_DEFAULTS: AlsOptions = {
  factors: 64,
  iterations: 12,
  regularisation: 0.005,
  unobservedWeight: 0.1,
  seed: 1,
}

/** Implicit matrix factorisation without any content (Rendle et al. 2021); listeners are folded in exactly. */
export function fitIals(
  interactions: SparseRows,
  chosen: Partial<AlsOptions> & { solveRows?: RowSolver } = {},
): Recommender {
  const { solveRows, ...rest } = chosen
  const options = { ...IALS_DEFAULTS, ...rest }
  const { factors, itemFactors } = fitAls(interactions, options, { solveRows })
  const { regularisation, unobservedWeight } = options
  const space = factorSpace({ itemFactors, factors, unobservedWeight, regularisation })
  return { score: (history) => space.rows.dot(foldIn(space, history).vector) }
}
