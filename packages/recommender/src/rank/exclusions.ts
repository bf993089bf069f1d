import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import type { FeedSettings } from '../feed-settings.ts'
import type { ListenerState, TrackState } from '../listener-state.ts'

const DAY_MS = 86_400_000
const HEARD_DAYS = 7
const SKIPPED_DAYS = 30
/** Below this many remaining tracks a small catalogue brings back what was only heard or liked. */
const ENOUGH = 10

const ALLOWED = 0
const KNOWN = 1
const NEVER = 2

/** [tracks] each, 1 where a track is kept out */
export interface Exclusions {
  /** of the feed */
  excluded: Uint8Array
  /** of everything: what the listener turned down */
  disallowed: Uint8Array
}

/**
 * What must not be recommended, other copies of the same recording included.
 * Never: disliked, rated 1 or 2, skipped within 30 days, artist blocked. Known: liked, rated 4 or 5, played within 7 days;
 * these return when less than ten tracks (or the limit, if lower) would be left.
 */
export function exclusions(
  snapshot: CatalogueSnapshot,
  options: { state: ListenerState; settings: FeedSettings; dayMs: number; limit: number },
): Exclusions {
  const { state, settings, dayMs, limit } = options
  const recordings = new Uint8Array(snapshot.size)
  for (const [trackId, track] of state) {
    const row = snapshot.rowOf.get(trackId)
    if (row === undefined) continue
    const recording = snapshot.recordings[row]
    recordings[recording] = Math.max(recordings[recording], exclusionOf(track, dayMs))
  }
  const artists = new Uint8Array(snapshot.artistIds.length)
  for (const id of settings.blockedArtistIds) {
    const artist = snapshot.artistIds.indexOf(id)
    if (artist >= 0) artists[artist] = NEVER
  }
  const levels = new Uint8Array(snapshot.size)
  let left = 0
  for (let row = 0; row < snapshot.size; row++) {
    levels[row] = Math.max(recordings[snapshot.recordings[row]], artists[snapshot.artists[row]])
    if (levels[row] === ALLOWED) left++
  }
  const barred = left < Math.min(limit, ENOUGH) ? NEVER : KNOWN
  return { excluded: atLeast(levels, barred), disallowed: atLeast(levels, NEVER) }
}

function atLeast(levels: Uint8Array, barred: number): Uint8Array {
  return levels.map((level) => (level >= barred ? 1 : 0))
}

function exclusionOf(track: TrackState, dayMs: number): number {
  if (track.disliked || (track.rating !== undefined && track.rating <= 2)) return NEVER
  if (isWithin(track.lastSkippedMs, SKIPPED_DAYS, dayMs) && !track.liked) return NEVER
  if (track.liked || (track.rating !== undefined && track.rating >= 4)) return KNOWN
  return isWithin(track.lastPlayedMs, HEARD_DAYS, dayMs) ? KNOWN : ALLOWED
}

function isWithin(atMs: number | undefined, days: number, dayMs: number): boolean {
  return atMs !== undefined && atMs >= dayMs - days * DAY_MS
}
