import { allScores } from './all-scores.ts'
import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { rowsOf } from './grouped-rows.ts'
import { onlyNever } from './rank/exclusions.ts'
import { genreWish } from './rank/genre-calibration.ts'
import { rankCandidates } from './rank/rank-candidates.ts'
import { type FeedQuery, type RankingRequest, rankingRequest } from './ranking-request.ts'
import { totalScores } from './score-terms.ts'
import { spacedArtists } from './spaced-artists.ts'
import { type RadioSeed, seedTracks } from './station-seed.ts'

export interface PlaylistQuery extends FeedQuery {
  /** whose sound and mix of genres the playlist has; the listener's own taste where there is none */
  likeSeed?: RadioSeed
}

/** The most of its tracks that say what a seed is like. */
const SPEAKERS = 50
/** So many candidates for each place of a genre. */
const CHOICE = 8
const ARTIST_GAP = 5
/** An artist has at most two places, or one in so many, if there are others. */
const PLACES_PER_ARTIST = 10

/**
 * `limit` tracks by genre distribution: each genre gets the number of places that its share of the listener's taste (or
 * of the seed) is worth, by largest remainders; what fits best fills them, as unlike each other as `variety` asks for;
 * genres and artists are spread over the whole. What the listener knows and likes may be in it, what they turned down
 * is not. Where a genre has too few tracks, others take the places that are left.
 */
export function makePlaylist(snapshot: CatalogueSnapshot, query: PlaylistQuery): string[] {
  const request = playlistRequest(snapshot, query)
  const scores = allScores(request)
  const quotas = genreQuotas(request)
  const chosen: number[][] = []
  const taken = new Set<number>()
  for (const { genre, places } of quotas) {
    const fitting = bestOf(request, { genre, places, taken, scores })
    for (const track of fitting) taken.add(snapshot.recordings[track])
    chosen.push(fitting)
  }
  const missing = query.limit - chosen.reduce((sum, tracks) => sum + tracks.length, 0)
  if (missing > 0) chosen.push(bestOf(request, { places: missing, taken, scores }))
  return spacedArtists(snapshot, woven(chosen), { limit: query.limit, gap: ARTIST_GAP }).map((row) => snapshot.ids[row])
}

/** A seed's tracks are a taste, too: that of somebody who likes them all. What the listener turned down stays out. */
function playlistRequest(snapshot: CatalogueSnapshot, query: PlaylistQuery): RankingRequest {
  const own = rankingRequest(snapshot, query)
  const excluded = onlyNever(own.excluded)
  if (!query.likeSeed) return { ...own, excluded }
  const liked = seedTracks(snapshot, query.likeSeed).slice(0, SPEAKERS)
  const events = liked.map(
    (row, i): FeedbackEvent => ({ id: `${i}`, type: 'LIKE', trackId: snapshot.ids[row], atMs: 0 }),
  )
  const settings = { ...query.settings, pickedGenres: [], pickedArtistIds: [] }
  return { ...rankingRequest(snapshot, { ...query, events, settings }), excluded }
}

interface Quota {
  /** undefined for tracks of no known genre */
  genre: number | undefined
  places: number
}

/** Whole places by largest remainders (Hamilton 1792); what speaks for no genre is left to tracks of any. */
export function genreQuotas(
  request: Pick<RankingRequest, 'snapshot' | 'taste' | 'aim' | 'pickedGenres' | 'limit'>,
): Quota[] {
  const { shares, weight } = genreWish(request)
  const places = Math.round(request.limit * weight)
  const exact = Array.from(shares, (share, genre) => ({ genre, places: share * places }))
  const whole = exact.map(({ genre, places }) => ({ genre, places: Math.floor(places), rest: places % 1 }))
  let left = whole.some((quota) => quota.places + quota.rest > 0)
    ? places - whole.reduce((sum, quota) => sum + quota.places, 0)
    : 0
  for (const quota of whole.toSorted((a, b) => b.rest - a.rest || a.genre - b.genre)) if (left-- > 0) quota.places++
  return whole.filter((quota) => quota.places > 0).map(({ genre, places }) => ({ genre, places }))
}

/** What fits best among the tracks of a genre, or of all, and is not too much by one artist. */
function bestOf(
  request: RankingRequest,
  {
    genre,
    places,
    taken,
    scores,
  }: { genre?: number; places: number; taken: ReadonlySet<number>; scores: Float32Array },
): number[] {
  const { snapshot, excluded, limit } = request
  const rows = genre === undefined ? snapshot.byPopularity : rowsOf(snapshot.byGenre, genre)
  const open = Array.from(rows).filter((row) => !excluded.has(row) && !taken.has(snapshot.recordings[row]))
  const likely = open.sort((a, b) => scores[b] - scores[a] || a - b)
  const varied = perArtist(snapshot, likely, Math.max(2, Math.ceil(limit / PLACES_PER_ARTIST)))
  const candidates = [...varied.slice(0, CHOICE * places), ...(varied.length < places ? likely : [])]
  const exact = totalScores(request, candidates)
  const scored = candidates.map((track, i) => ({ track, score: exact[i] }))
  return rankCandidates({ ...request, aim: 'seed', limit: places }, scored).map(({ track }) => track)
}

function perArtist({ artists }: CatalogueSnapshot, rows: readonly number[], most: number): number[] {
  const counts = new Map<number, number>()
  return rows.filter((row) => {
    const count = (counts.get(artists[row]) ?? 0) + 1
    counts.set(artists[row], count)
    return count <= most
  })
}

/** Several lists as one, each spread evenly over the whole. */
function woven(lists: readonly number[][]): number[] {
  return lists
    .flatMap((list, which) => list.map((track, i) => ({ track, which, at: (i + 0.5) / list.length })))
    .sort((a, b) => a.at - b.at || a.which - b.which)
    .map(({ track }) => track)
}
