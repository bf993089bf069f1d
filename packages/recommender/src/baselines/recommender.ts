import type { Observation } from '../fold-in.ts'

/** One thing that a listener met, and how long before the newest of their entries that was. */
export interface HistoryEntry extends Observation {
  /** 0 where times are not known */
  ageDays: number
}

/** What every compared model can do: score all items for a listener of whom only this history is known. */
export interface Recommender {
  /** [items] higher is better; what the listener has met is not left out */
  score(history: readonly HistoryEntry[]): Float32Array
}
