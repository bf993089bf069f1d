import { allScores } from './all-scores.ts'
import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { similarities } from './content-space.ts'
import { distinctRecordings } from './distinct-recordings.ts'
import type { FeedSettings } from './feed-settings.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { rowsOf } from './grouped-rows.ts'
import { type Exclusions, NEVER, onlyNever } from './rank/exclusions.ts'
import { rankCandidates } from './rank/rank-candidates.ts'
import { type RankingRequest, rankingRequest } from './ranking-request.ts'
import { soundCentres } from './sound-centres.ts'
import { spacedArtists } from './spaced-artists.ts'
import { knownRows, type RadioSeed, seedTracks } from './station-seed.ts'
import { topK } from './top-k.ts'

export interface RadioQuery {
  seed: RadioSeed
  /** the listener's log; what it says of the last half hour steers the station */
  events: readonly FeedbackEvent[]
  /** already played by this station, oldest first: not played again, and their artists wait for their turn */
  playedTrackIds?: readonly string[]
  settings?: Partial<FeedSettings>
  nowMs: number
  limit: number
}

export interface RadioItem {
  trackId: string
  score: number
}

/** An artist may return after so many others; with fewer artists than that, they take turns. */
export const STATION_ARTIST_GAP = 4

/** How much the seed counts beside the listener's own taste and session. */
const SEED_WEIGHT = 1
const TASTE_WEIGHT = 1
/** A station from an artist or a genre plays their own tracks first. */
const OWN_BONUS = 0.5
const POOL = 400

/**
 * The next tracks of a station: near to the seed in sound and in listening, bent by the listener's taste and by what
 * they skip on the way. No artist comes twice within STATION_ARTIST_GAP tracks while the catalogue has that many. When
 * everything was played, what was played longest ago comes again. Empty when nothing is known of the seed.
 */
export function radio(snapshot: CatalogueSnapshot, query: RadioQuery): RadioItem[] {
  const { seed, limit, playedTrackIds = [] } = query
  const seeds = seedTracks(snapshot, seed)
  if (seeds.length === 0) return []
  const request = stationRequest(snapshot, query, seeds)
  const nearness = seedNearness(snapshot, { seeds, seed, excluded: request.excluded })
  const fitting = allScores(request)
  const scores = nearness.map((near, track) => SEED_WEIGHT * near + TASTE_WEIGHT * fitting[track])
  const pool = poolOf(request, scores)
  const candidates = pool.map((track) => ({ track, score: scores[track] }))
  const best = rankCandidates({ ...request, limit: 2 * limit }, candidates).map(({ track }) => track)
  const list = spacedArtists(snapshot, distinctRecordings(snapshot, [...best, ...pool]), {
    limit,
    gap: STATION_ARTIST_GAP,
    recent: knownRows(snapshot, playedTrackIds.slice(-STATION_ARTIST_GAP)),
  })
  return list.map((track) => ({ trackId: snapshot.ids[track], score: scores[track] }))
}

/** A station may play what the listener knows and likes, but neither its own seed track nor anything it played before. */
function stationRequest(snapshot: CatalogueSnapshot, query: RadioQuery, seeds: readonly number[]): RankingRequest {
  const { events, nowMs, limit, settings, seed } = query
  const request = rankingRequest(snapshot, { listenerId: 'radio', events, nowMs, limit, settings })
  const turnedDown = onlyNever(request.excluded)
  const own = seed.kind === 'track' || seed.kind === 'playlist' ? seeds : []
  let played = knownRows(snapshot, query.playedTrackIds ?? [])
  let excluded = withRecordings(snapshot, turnedDown, [...own, ...played])
  // a small catalogue comes to its end: the playlist's own tracks may fill in, then what was played longest ago returns
  const allowed = () => snapshot.size - excluded.size
  while (allowed() < limit && (played.length > 0 || own.length > 0)) {
    excluded = withRecordings(snapshot, turnedDown, seed.kind === 'track' ? [...own, ...played] : played)
    if (allowed() >= limit || played.length === 0) break
    played = played.slice(Math.ceil(played.length / 2))
  }
  return { ...request, excluded, aim: 'seed' }
}

/** The same with these rows and their other copies left out. */
function withRecordings(snapshot: CatalogueSnapshot, excluded: Exclusions, rows: readonly number[]): Exclusions {
  const more = new Map(excluded)
  for (const row of rows)
    for (const copy of rowsOf(snapshot.byRecording, snapshot.recordings[row])) more.set(copy, NEVER)
  return more
}

interface Station {
  seeds: readonly number[]
  seed: RadioSeed
  excluded: Exclusions
}

/**
 * [tracks] how near to what the seeds sound like, around −1 … 1; tracks of unknown sound lie at 0. Where the seeds are of
 * several kinds, each kind's best candidate counts as near as the others', so that none drowns the rest.
 */
function seedNearness(snapshot: CatalogueSnapshot, { seeds, seed, excluded }: Station): Float32Array {
  const nearness = new Float32Array(snapshot.size).fill(Number.NEGATIVE_INFINITY)
  for (const centre of soundCentres(snapshot.content, seeds)) {
    const near = similarities(snapshot.content, centre, 'cosine')
    const [best] = topK(near, 1, excluded).values
    const scale = best > 0 ? 1 / best : 1
    for (let row = 0; row < near.length; row++) nearness[row] = Math.max(nearness[row], scale * near[row])
  }
  for (let row = 0; row < nearness.length; row++) if (nearness[row] === Number.NEGATIVE_INFINITY) nearness[row] = 0
  if (seed.kind === 'artist' || seed.kind === 'genre') for (const row of seeds) nearness[row] += OWN_BONUS
  return nearness
}

/** The best candidates, as many as it takes to have an artist for every place. */
function poolOf({ snapshot, excluded, limit }: RankingRequest, scores: Float32Array): number[] {
  for (let size = Math.max(POOL, 2 * limit); ; size *= 8) {
    const pool = Array.from(topK(scores, size, excluded).indices)
    const artists = new Set(pool.map((track) => snapshot.artists[track]))
    if (pool.length < size || artists.size >= STATION_ARTIST_GAP + limit) return pool
  }
}
