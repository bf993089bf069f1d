import type { CompanionOptions } from '../companions/companion-problem.ts'
import { fitCompanions } from '../companions/fit-companions.ts'
import type { SparseRows } from '../interactions.ts'
import type { Recommender } from './recommender.ts'

/** So many items (or listeners, where they are fewer) are solved exactly; beyond, the items that are met most. */
export const EASE_MOST_ROWS = 5_000

/** EASE (Steck 2019) on what was met at all. */
export function fitEase(
  interactions: SparseRows,
  { ridge, mostRows = EASE_MOST_ROWS }: Pick<CompanionOptions, 'ridge'> & { mostRows?: number },
): Recommender & { limitedTo: number | undefined } {
  const companions = fitCompanions(
    { interactions: { ...interactions, ...unweighted(interactions.indices.length) } },
    { ridge, popularityExponent: 0, contentWeight: 0, fameDamping: 0, mostRows },
  )
  return {
    limitedTo: companions.limitedTo,
    score: (history) =>
      companions.score(
        history.filter(({ preference }) => preference > 0).map(({ track }) => ({ item: track, strength: 1 })),
      ),
  }
}

function unweighted(entries: number): Pick<SparseRows, 'preference' | 'confidence'> {
  return { preference: new Float32Array(entries).fill(1), confidence: new Float32Array(entries).fill(1) }
}
