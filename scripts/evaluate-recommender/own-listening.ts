import { readTracks } from '../../apps/api/src/catalogue-rows.ts'
import { readListenerLogs } from '../../apps/api/src/training/listener-logs.ts'
import { effectiveEvents } from '../../packages/recommender/src/effective-events.ts'
import { numberListening } from '../../packages/recommender/src/evaluate/listening-data.ts'
import type { Listening } from '../../packages/recommender/src/evaluate/parse-listening.ts'
import { preferences } from '../../packages/recommender/src/preferences.ts'
import { openInstallation } from '../launcher/open-installation.ts'

/** What the listeners of this installation enjoyed, each track as firmly and as late as its events say; private events never count. */
export async function ownListening() {
  const { deps, close } = await openInstallation()
  try {
    const listening: Listening = { listeners: [], items: [], values: new Float64Array(), atMs: undefined }
    const values: number[] = []
    const times: number[] = []
    for (const [listenerId, { events }] of await readListenerLogs(deps.db))
      for (const { trackId, preference, confidence, lastAtMs } of preferences(effectiveEvents(events))) {
        if (preference <= 0) continue
        listening.listeners.push(listenerId)
        listening.items.push(trackId)
        values.push(preference * confidence)
        times.push(lastAtMs)
      }
    const numbered = numberListening(
      [{ ...listening, values: Float64Array.from(values), atMs: Float64Array.from(times) }],
      'counts',
    )
    const tracks = await readTracks(deps.db)
    const trackOf = new Map(tracks.map((track) => [track.id, track]))
    const met = numbered.itemNames.map((id) => trackOf.get(id))
    return {
      ...numbered,
      embeddings: met.map((track) => track?.embedding),
      artists: met.map((track) => track?.artistId),
    }
  } finally {
    await close()
  }
}
