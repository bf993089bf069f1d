import { buildInteractions, type SparseRows } from '../interactions.ts'

/**
 * Listeners and items in a checkerboard: listener u likes every item of its own colour, (u + i) even, except item u
 * itself. The right recommendation for listener u is therefore item u: their group likes it, and they have not met it.
 */
export function checkerboard(size: number): SparseRows {
  const entries = []
  for (let listener = 0; listener < size; listener++)
    for (let item = 0; item < size; item++)
      if ((listener + item) % 2 === 0 && listener !== item)
        entries.push({ listener, item, preference: 1, confidence: 1 })
  return buildInteractions(entries, { listeners: size, items: size })
}
