import type { RankingRequest } from './ranking-request.ts'
import { SESSION_WEIGHT } from './ranking-request.ts'

/** What a track's score is made of: score = sum of the terms. Reasons are read off here. */
export interface ScoreTerms {
  /** listener · track over the whole history */
  taste: number
  /** the same over the last minutes, already weighted */
  session: number
  popular: number
  fresh: number
  pickedGenre: number
  pickedArtist: number
}

const FRESH_HALF_LIFE_DAYS = 21
const DAY_MS = 86_400_000

/**
 * What speaks for a track before the listener has said anything fades as evidence arrives: with the first like
 * (confidence 4) popularity is worth a fifth. A trace stays to settle what taste leaves open.
 */
export function scoreTerms(request: RankingRequest, track: number): ScoreTerms {
  const { snapshot, taste, session, pickedGenres, pickedArtists, dayMs } = request
  const unknown = 1 / (1 + taste.evidence)
  const undecided = 1 / (1 + taste.evidence / 8)
  const ageDays = Math.max(0, dayMs - snapshot.addedAtMs[track]) / DAY_MS
  return {
    taste: dotTrack(request, taste.vector, track),
    session: session ? SESSION_WEIGHT * dotTrack(request, session.vector, track) : 0,
    popular: (0.3 * unknown + 0.01) * snapshot.fame[track],
    fresh: (0.1 * unknown + 0.01) * 2 ** (-ageDays / FRESH_HALF_LIFE_DAYS),
    pickedGenre: pickedGenres.has(snapshot.genres[track]) ? 0.4 * undecided : 0,
    pickedArtist: pickedArtists.has(snapshot.artists[track]) ? 0.5 * undecided : 0,
  }
}

export function totalScore({ taste, session, popular, fresh, pickedGenre, pickedArtist }: ScoreTerms): number {
  return taste + session + popular + fresh + pickedGenre + pickedArtist
}

/** vector · track in Float64. */
export function dotTrack({ snapshot }: Pick<RankingRequest, 'snapshot'>, vector: Float64Array, track: number): number {
  const { rows, factors } = snapshot.space
  let sum = 0
  for (let f = 0, at = track * rows.stride; f < factors; f++, at++) sum += vector[f] * rows.data[at]
  return sum
}
