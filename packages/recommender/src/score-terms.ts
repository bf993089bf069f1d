import type { RankingRequest } from './ranking-request.ts'
import { SESSION_WEIGHT } from './ranking-request.ts'

/** What a track's score is made of: score = sum of the terms. Reasons are read off here. */
export interface ScoreTerms {
  /** listener · track over the whole history */
  taste: number
  /** the same over the last minutes, already weighted */
  session: number
  /** what goes with what the listener met, session included */
  companions: number
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
export function fameWeight(evidence: number): number {
  return 0.3 / (1 + evidence) + 0.01
}

export function scoreTerms(request: RankingRequest, track: number): ScoreTerms {
  const { taste, session } = request
  const bySession = session ? dotTrack(request, session.vector, track) : 0
  return termsOf(request, { track, byTaste: dotTrack(request, taste.vector, track), bySession })
}

/** What each of many tracks scores, to the same bits as one at a time. */
export function totalScores(request: RankingRequest, tracks: readonly number[]): number[] {
  const { taste, session, snapshot } = request
  const byTaste = snapshot.space.rows.dots(tracks, taste.vector)
  const bySession = session && snapshot.space.rows.dots(tracks, session.vector)
  return tracks.map((track, i) =>
    totalScore(termsOf(request, { track, byTaste: byTaste[i], bySession: bySession ? bySession[i] : 0 })),
  )
}

function termsOf(
  request: RankingRequest,
  { track, byTaste, bySession }: { track: number; byTaste: number; bySession: number },
): ScoreTerms {
  const { snapshot, taste, pickedGenres, pickedArtists, dayMs } = request
  const unknown = 1 / (1 + taste.evidence)
  const undecided = 1 / (1 + taste.evidence / 8)
  const ageDays = Math.max(0, dayMs - snapshot.addedAtMs[track]) / DAY_MS
  return {
    taste: byTaste,
    session: SESSION_WEIGHT * bySession,
    companions: request.companions?.[track] ?? 0,
    popular: fameWeight(taste.evidence) * snapshot.fame[track],
    fresh: (0.1 * unknown + 0.01) * 2 ** (-ageDays / FRESH_HALF_LIFE_DAYS),
    pickedGenre: pickedGenres.has(snapshot.genres[track]) ? 0.4 * undecided : 0,
    pickedArtist: pickedArtists.has(snapshot.artists[track]) ? 0.5 * undecided : 0,
  }
}

export function totalScore(terms: ScoreTerms): number {
  const { taste, session, companions, popular, fresh, pickedGenre, pickedArtist } = terms
  return taste + session + companions + popular + fresh + pickedGenre + pickedArtist
}

/** vector · track in Float64, as `DotRows.dots` adds it up. Four sums, because each addition waits for the one before it. */
export function dotTrack({ snapshot }: Pick<RankingRequest, 'snapshot'>, vector: Float64Array, track: number): number {
  const { rows, factors } = snapshot.space
  const { data } = rows
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let f = 0
  let at = track * rows.stride
  for (; f + 3 < factors; f += 4, at += 4) {
    a += vector[f] * data[at]
    b += vector[f + 1] * data[at + 1]
    c += vector[f + 2] * data[at + 2]
    d += vector[f + 3] * data[at + 3]
  }
  if (f < factors) a += vector[f] * data[at]
  if (f + 1 < factors) b += vector[f + 1] * data[at + 1]
  if (f + 2 < factors) c += vector[f + 2] * data[at + 2]
  return a + b + c + d
}
