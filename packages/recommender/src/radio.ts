import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { contentQuery, similarities } from './content-space.ts'
import type { FeedSettings } from './feed-settings.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { NEVER, onlyNever } from './rank/exclusions.ts'
import { rankCandidates } from './rank/rank-candidates.ts'
import { type RankingRequest, rankingRequest } from './ranking-request.ts'
import { topK } from './top-k.ts'

export type RadioSeed =
  | { kind: 'track'; trackId: string }
  | { kind: 'artist'; artistId: string }
  | { kind: 'genre'; genre: string }

export interface RadioQuery {
  seed: RadioSeed
  /** the listener's log; what it says of the last half hour steers the station */
  events: readonly FeedbackEvent[]
  /** already played by this station, and not to be played again */
  playedTrackIds?: readonly string[]
  settings?: Partial<FeedSettings>
  nowMs: number
  limit: number
}

export interface RadioItem {
  trackId: string
  score: number
}

/** How much the seed counts beside the listener's own taste and session. */
const SEED_WEIGHT = 1
const TASTE_WEIGHT = 0.5
const POOL = 400

/**
 * The next tracks of a station: near to the seed in sound and in listening, bent by the listener's taste and by what
 * they skip on the way, artists apart. Empty when nothing is known of the seed.
 */
export function radio(snapshot: CatalogueSnapshot, query: RadioQuery): RadioItem[] {
  const seeds = seedTracks(snapshot, query.seed)
  if (seeds.length === 0) return []
  const request = stationRequest(snapshot, query, seeds)
  const nearness = seedNearness(snapshot, seeds)
  const scores = nearness.map((near, track) => SEED_WEIGHT * near + TASTE_WEIGHT * request.scores.values[track])
  const { indices, values } = topK(scores, Math.max(POOL, query.limit * 2), request.excluded)
  const candidates = Array.from(indices, (track, place) => ({ track, score: values[place] }))
  return rankCandidates(request, candidates).map(({ track, score }) => ({ trackId: snapshot.ids[track], score }))
}

function seedTracks(snapshot: CatalogueSnapshot, seed: RadioSeed): number[] {
  switch (seed.kind) {
    case 'track': {
      const track = snapshot.rowOf.get(seed.trackId)
      return track === undefined ? [] : [track]
    }
    case 'artist':
      return rowsWith(snapshot.artists, snapshot.artistIds.indexOf(seed.artistId))
    case 'genre':
      return rowsWith(snapshot.genres, snapshot.genreNames.indexOf(seed.genre))
    default:
      return unreachable(seed)
  }
}

function rowsWith(labels: Int32Array, label: number): number[] {
  const rows: number[] = []
  if (label >= 0) for (let row = 0; row < labels.length; row++) if (labels[row] === label) rows.push(row)
  return rows
}

/** A station may play what the listener knows and likes, but neither its own seed track nor anything it played before. */
function stationRequest(snapshot: CatalogueSnapshot, query: RadioQuery, seeds: readonly number[]): RankingRequest {
  const { events, nowMs, limit, settings, playedTrackIds = [] } = query
  const request = rankingRequest(snapshot, { listenerId: 'radio', events, nowMs, limit, settings })
  const excluded = onlyNever(request.excluded)
  for (const id of playedTrackIds) {
    const row = snapshot.rowOf.get(id)
    if (row !== undefined) excluded[row] = NEVER
  }
  if (query.seed.kind === 'track') excluded[seeds[0]] = NEVER
  return { ...request, excluded, aim: 'seed' }
}

/** [tracks] cosine to the seeds' mean sound, −1 … 1; tracks of unknown sound lie at 0 unless they are seeds themselves. */
function seedNearness(snapshot: CatalogueSnapshot, seeds: readonly number[]): Float32Array {
  const query = contentQuery(
    snapshot.content,
    seeds.map((track) => ({ track, weight: 1 })),
  )
  const near = query ? similarities(snapshot.content, query, 'cosine') : new Float32Array(snapshot.size)
  for (let row = 0; row < near.length; row++) if (near[row] === Number.NEGATIVE_INFINITY) near[row] = 0
  if (seeds.length > 1) for (const row of seeds) near[row] += 0.5
  return near
}

function unreachable(seed: never): never {
  throw new Error(`unknown seed ${JSON.stringify(seed)}`)
}
