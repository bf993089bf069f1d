import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import type { FeedSettings } from '../feed-settings.ts'
import type { ListenerState, TrackState } from '../listener-state.ts'

const DAY_MS = 86_400_000
const HEARD_DAYS = 7
const SKIPPED_DAYS = 30
/** Below this many remaining tracks a small catalogue brings back what was only heard or liked. */
const ENOUGH = 10

type Exclusion = 'never' | 'known' | undefined

/**
 * [tracks] 1 for what must not be recommended, other copies of the same recording included.
 * Never: disliked, rated 1 or 2, skipped within 30 days, artist blocked. Known: liked, rated 4 or 5, played within 7 days;
 * these return when less than ten tracks (or the limit, if lower) would be left.
 */
export function exclusions(
  snapshot: CatalogueSnapshot,
  options: { state: ListenerState; settings: FeedSettings; dayMs: number; limit: number },
): Uint8Array {
  const { state, settings, dayMs, limit } = options
  const never = new Set<number>()
  const known = new Set<number>()
  for (const [trackId, track] of state) {
    const row = snapshot.rowOf.get(trackId)
    const exclusion = row === undefined ? undefined : exclusionOf(track, dayMs)
    if (exclusion) (exclusion === 'never' ? never : known).add(snapshot.recordings[row!])
  }
  const blocked = new Set(settings.blockedArtistIds.map((id) => snapshot.artistIds.indexOf(id)))
  const excluded = new Uint8Array(snapshot.size)
  let left = 0
  for (let row = 0; row < snapshot.size; row++) {
    const recording = snapshot.recordings[row]
    if (never.has(recording) || blocked.has(snapshot.artists[row])) excluded[row] = 1
    else if (known.has(recording)) excluded[row] = 2
    else left++
  }
  const isScarce = left < Math.min(limit, ENOUGH)
  for (let row = 0; row < snapshot.size; row++) if (excluded[row] === 2) excluded[row] = isScarce ? 0 : 1
  return excluded
}

function exclusionOf(track: TrackState, dayMs: number): Exclusion {
  if (track.disliked || (track.rating !== undefined && track.rating <= 2)) return 'never'
  if (isWithin(track.lastSkippedMs, SKIPPED_DAYS, dayMs) && !track.liked) return 'never'
  if (track.liked || (track.rating !== undefined && track.rating >= 4)) return 'known'
  return isWithin(track.lastPlayedMs, HEARD_DAYS, dayMs) ? 'known' : undefined
}

function isWithin(atMs: number | undefined, days: number, dayMs: number): boolean {
  return atMs !== undefined && atMs >= dayMs - days * DAY_MS
}
