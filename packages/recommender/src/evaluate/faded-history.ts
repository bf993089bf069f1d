import type { HistoryEntry } from '../baselines/recommender.ts'

/** What is left of an entry's weight however old it is. */
const FLOOR = 0.3

/** A history whose older entries weigh less, by half of what they can lose after each half-life. */
export function faded(history: readonly HistoryEntry[], halfLifeDays: number): readonly HistoryEntry[] {
  if (halfLifeDays === Number.POSITIVE_INFINITY) return history
  return history.map((entry) => ({
    ...entry,
    confidence: entry.confidence * (FLOOR + (1 - FLOOR) * 2 ** (-entry.ageDays / halfLifeDays)),
  }))
}
