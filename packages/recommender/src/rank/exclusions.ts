import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import type { FeedSettings } from '../feed-settings.ts'
import { rowsOf } from '../grouped-rows.ts'
import type { ListenerState, TrackState } from '../listener-state.ts'

const DAY_MS = 86_400_000
const HEARD_DAYS = 7
const SKIPPED_DAYS = 30
/** Below this many remaining tracks a small catalogue brings back what was only heard or liked. */
const ENOUGH = 10

const ALLOWED = 0
export const KNOWN = 1
export const NEVER = 2

/** Rows that may not be recommended, and why: KNOWN or NEVER. */
export type Exclusions = ReadonlyMap<number, number>

/**
 * Other copies of the same recording are included.
 * Never: disliked, rated 1 or 2, skipped within 30 days, artist blocked. Known: liked, rated 4 or 5, played within 7 days;
 * these return when less than ten tracks (or the limit, if lower) would be left.
 */
export function exclusions(
  snapshot: CatalogueSnapshot,
  options: {
    state: ListenerState
    /** where the tracks of `state` are found; default: among all */
    rowOf?: ReadonlyMap<string, number>
    settings: FeedSettings
    dayMs: number
    limit: number
  },
): Exclusions {
  const { state, rowOf = snapshot.rowOf, settings, dayMs, limit } = options
  const excluded = new Map<number, number>()
  const exclude = (rows: Int32Array, why: number) => {
    for (const row of rows) if (why > (excluded.get(row) ?? ALLOWED)) excluded.set(row, why)
  }
  state.forEach((track, trackId) => {
    const why = exclusionOf(track, dayMs)
    const row = why === ALLOWED ? undefined : rowOf.get(trackId)
    if (row !== undefined) exclude(rowsOf(snapshot.byRecording, snapshot.recordings[row]), why)
  })
  for (const id of settings.blockedArtistIds) exclude(rowsOf(snapshot.byArtist, snapshot.artistNumbers.get(id)), NEVER)
  return snapshot.size - excluded.size < Math.min(limit, ENOUGH) ? onlyNever(excluded) : excluded
}

/** What is merely known may come again; only what was turned down stays out. */
export function onlyNever(excluded: Exclusions): Exclusions {
  return new Map([...excluded].filter(([, why]) => why === NEVER))
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
