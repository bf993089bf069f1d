import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import type { FeedSettings } from '../feed-settings.ts'
import type { ListenerState, TrackState } from '../listener-state.ts'

const DAY_MS = 86_400_000
const HEARD_DAYS = 7
const SKIPPED_DAYS = 30
/** Below this many remaining tracks a small catalogue brings back what was only heard or liked. */
const ENOUGH = 10

const ALLOWED = 0
export const KNOWN = 1
export const NEVER = 2

/**
 * [tracks] 0 where a track may be recommended, else why not: KNOWN or NEVER, be recommended, other copies of the same recording included.
 * Never: disliked, rated 1 or 2, skipped within 30 days, artist blocked. Known: liked, rated 4 or 5, played within 7 days;
 * these return when less than ten tracks (or the limit, if lower) would be left.
 */
export function exclusions(
  snapshot: CatalogueSnapshot,
  options: { state: ListenerState; settings: FeedSettings; dayMs: number; limit: number },
): Uint8Array {
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
  const excluded = new Uint8Array(snapshot.size)
  let left = 0
  for (let row = 0; row < snapshot.size; row++) {
    const byRecording = recordings[snapshot.recordings[row]]
    const byArtist = artists[snapshot.artists[row]]
    excluded[row] = Math.max(byRecording, byArtist)
    if (excluded[row] === ALLOWED) left++
  }
  return left < Math.min(limit, ENOUGH) ? onlyNever(excluded) : excluded
}

/** What is merely known may come again; only what was turned down stays out. */
export function onlyNever(excluded: Uint8Array): Uint8Array {
  const turnedDown = new Uint8Array(excluded.length)
  for (let row = 0; row < excluded.length; row++) if (excluded[row] === NEVER) turnedDown[row] = NEVER
  return turnedDown
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
