import type { HistoryEntry } from '../baselines/recommender.ts'
import type { Observation } from '../fold-in.ts'
import { buildInteractions, type SparseRows } from '../interactions.ts'
import { entriesByListener, type ListeningData } from './listening-data.ts'

const DAY_MS = 86_400_000

/**
 * Plays and ratings as preference and confidence. Plays: confidence log(1 + plays), relative to the listener's own mean,
 * so that those who play a lot do not outvote others. Ratings: what was chosen was wanted, the better rated the surer.
 * @returns [listeners] their entries
 */
export function readHistories(data: ListeningData): HistoryEntry[][] {
  return entriesByListener(data).map((entries) => {
    const newest = data.atMs ? entries.reduce((latest, e) => Math.max(latest, data.atMs![e]), 0) : 0
    const raw = entries.map((e) => (data.kind === 'counts' ? Math.log1p(data.value[e]) : 0.5 + data.value[e] / 10))
    const mean = data.kind === 'counts' ? raw.reduce((sum, value) => sum + value, 0) / raw.length : 1
    return entries.map((e, place) => ({
      track: data.item[e],
      preference: 1,
      confidence: raw[place] / mean,
      ageDays: data.atMs ? (newest - data.atMs[e]) / DAY_MS : 0,
    }))
  })
}

/** The same as a matrix of listeners x items. */
export function toInteractions(histories: readonly (readonly Observation[])[], items: number): SparseRows {
  return buildInteractions(
    histories.flatMap((entries, listener) =>
      entries.map(({ track, preference, confidence }) => ({ listener, item: track, preference, confidence })),
    ),
    { listeners: histories.length, items },
  )
}
