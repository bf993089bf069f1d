import { buildInteractions, type Interaction, type SparseRows } from '../interactions.ts'
import { seededRandom } from '../seeded-random.ts'

/**
 * Listeners with a known taste: listener u loves one cluster of `soundClusters` (u modulo the number of clusters), likes
 * its tracks and skips others. Rows are listeners, columns the tracks in the given order.
 */
export function simulatedListeners(
  tracks: readonly { id: string }[],
  options: { listeners: number; eventsEach: number; seed: string | number; unheard?: (trackId: string) => boolean },
): SparseRows {
  const { listeners, eventsEach, unheard } = options
  const random = seededRandom(`simulated listeners ${options.seed}`)
  const clusters = tracks.map(({ id }) => Number(id.slice(1, id.indexOf('-'))))
  const clusterCount = 1 + Math.max(...clusters)
  const entries: Interaction[] = []
  for (let listener = 0; listener < listeners; listener++) {
    const met = new Set<number>()
    for (let e = 0; e < eventsEach; e++) {
      const item = random.integer(tracks.length)
      if (met.has(item) || unheard?.(tracks[item].id)) continue
      met.add(item)
      const isLoved = clusters[item] === listener % clusterCount
      entries.push({ listener, item, preference: isLoved ? 1 : -1, confidence: isLoved ? 4 : 1.5 })
    }
  }
  return buildInteractions(entries, { listeners, items: tracks.length })
}
