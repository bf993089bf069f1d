import { type SparseRows, transpose } from '../interactions.ts'
import type { Recommender } from './recommender.ts'

export interface ItemKnnOptions {
  /** α of |U_i ∩ U_j| / (|U_i|^α · |U_j|^(1−α)), i met and j scored; ½ is the cosine */
  asymmetry: number
  /** exponent of the similarities: above 1 only near items count */
  locality: number
}

export const ITEM_KNN_DEFAULTS: ItemKnnOptions = { asymmetry: 0.5, locality: 1 }

/** Similarities of so many items are kept, since most histories meet the same items. */
const ROWS_KEPT = 4_000

/** Item-based nearest neighbours with asymmetric cosine (Aiolli 2013), over all neighbours, on what was met at all. */
export function fitItemKnn(interactions: SparseRows, options: Partial<ItemKnnOptions> = {}): Recommender {
  const { asymmetry, locality } = { ...ITEM_KNN_DEFAULTS, ...options }
  const byItem = transpose(interactions)
  const listeners = Float64Array.from({ length: byItem.rows }, (_, i) => byItem.starts[i + 1] - byItem.starts[i])
  const kept = new Map<number, { items: Int32Array; values: Float32Array }>()
  const counts = new Float64Array(byItem.rows)

  function similarTo(item: number) {
    const known = kept.get(item)
    if (known) return known
    const touched: number[] = []
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const listener = byItem.indices[at]
      for (let to = interactions.starts[listener]; to < interactions.starts[listener + 1]; to++) {
        const other = interactions.indices[to]
        if (counts[other]++ === 0) touched.push(other)
      }
    }
    const items = Int32Array.from(touched)
    const values = Float32Array.from(
      items,
      (other) => (counts[other] / (listeners[item] ** asymmetry * listeners[other] ** (1 - asymmetry))) ** locality,
    )
    for (const other of items) counts[other] = 0
    const row = { items, values }
    if (kept.size < ROWS_KEPT) kept.set(item, row)
    return row
  }

  return {
    score(history) {
      const scores = new Float32Array(byItem.rows)
      for (const { track, preference } of history) {
        if (preference <= 0) continue
        const { items, values } = similarTo(track)
        for (let at = 0; at < items.length; at++) scores[items[at]] += values[at]
      }
      return scores
    },
  }
}
