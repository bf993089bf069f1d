import { choleskySolve } from './cholesky.ts'
import { linkWeight } from './companions/companion-links.ts'
import { strengthOf } from './companions/companion-problem.ts'
import { similarity } from './content-space.ts'
import type { Observation, Taste } from './fold-in.ts'
import type { Placed } from './rank/explored-places.ts'
import { type RankingRequest, SESSION_WEIGHT } from './ranking-request.ts'
import { type ScoreTerms, scoreTerms } from './score-terms.ts'

/** Why a track is in a list, read off the score's own terms. */
export type Reason =
  /** its sound is near to that of a track the listener enjoyed; `similarity` by the listener's metric */
  | { kind: 'similar-to-liked'; trackId: string; similarity: number }
  /** listeners who share these favourites like it; `share` of the favourites' effect that sound does not explain */
  | { kind: 'listeners-like-you'; viaTrackIds: string[]; share: number }
  | { kind: 'session'; trackId: string }
  | { kind: 'fresh'; addedAtMs: number }
  | { kind: 'popular'; listeners: number }
  /** tried out: `expected` score from what is known, `drawn` score that Thompson sampling gave it */
  | { kind: 'exploration'; expected: number; drawn: number }
  | { kind: 'picked-genre'; genre: string }
  | { kind: 'picked-artist'; artistId: string }

export type Explain = (placed: Placed) => Reason

const EVIDENCE_CONSIDERED = 64
const VIA_TRACKS = 3

/** Prepares what all reasons of one list need, so that a reason costs some inner products. */
export function explainer(request: RankingRequest): Explain {
  const testimonies = [testimonyOf(request, request.taste, 1)]
  if (request.session) testimonies.push(testimonyOf(request, request.session, SESSION_WEIGHT))
  return (placed) => {
    if (placed.explored !== undefined) return { kind: 'exploration', expected: placed.score, drawn: placed.explored }
    const terms = scoreTerms(request, placed.track)
    const prior = strongestPrior(request, { track: placed.track, terms })
    if (terms.taste + terms.session + terms.companions <= prior.strength) return prior.reason
    const cited = citeEvidence(request, testimonies, placed.track)
    if (cited.length === 0) return prior.reason
    const { ids, content } = request.snapshot
    if (isOfSession(request, cited[0])) return { kind: 'session', trackId: ids[cited[0]] }
    const share = shareOfListeners(request, cited, placed.track)
    if (share > 0.5) return { kind: 'listeners-like-you', viaTrackIds: cited.map((track) => ids[track]), share }
    return {
      kind: 'similar-to-liked',
      trackId: ids[cited[0]],
      similarity: similarity(content, { a: cited[0], b: placed.track }, request.settings.similarityMetric),
    }
  }
}

/** What the whole history says of its favourites, or the session. */
interface Testimony {
  taste: Taste
  /** [favourites] rows */
  tracks: Int32Array
  /** [favourites] by how much the score of a track v falls without this one, e, per unit of vₑᵀA⁻¹v */
  scales: Float64Array
  /** [favourites] how strongly the listener's steps on it call for its companions */
  strengths: Float64Array
}

/**
 * What each favourite does to the listener's vector, by leaving it out: for ridge regression
 * x − x₋ₑ = c(p − x·vₑ) / (1 − c·vₑᵀA⁻¹vₑ) · A⁻¹vₑ (Sherman & Morrison 1950). Not an approximation of its
 * importance: the score falls by exactly this when the evidence goes (up to the ridge's own small dependence on it).
 */
function testimonyOf(request: RankingRequest, taste: Taste, weight: number): Testimony {
  const favourites = favouritesOf(taste)
  const tracks = Int32Array.from(favourites, ({ track }) => track)
  const leverages = leveragesOf(request, taste, tracks)
  const expected = request.snapshot.space.rows.dots(tracks, taste.vector)
  return {
    taste,
    tracks,
    scales: Float64Array.from(favourites, ({ preference, confidence }, i) => {
      const surprise = preference - expected[i]
      return (weight * confidence * surprise) / Math.max(1e-9, 1 - confidence * leverages[i])
    }),
    strengths: Float64Array.from(favourites, (favourite) => weight * strengthOf(favourite)),
  }
}

/** vᵀA⁻¹v of every track. */
function leveragesOf({ snapshot }: RankingRequest, { certainty }: Taste, tracks: Int32Array): Float64Array {
  const { factors, rows, equations } = snapshot.space
  const whitened = new Float64Array(tracks.length * factors)
  tracks.forEach((track, i) => {
    whitened.set(rows.data.subarray(track * rows.stride, track * rows.stride + factors), i * factors)
  })
  equations.whiten(certainty, whitened)
  const leverages = new Float64Array(tracks.length)
  for (let at = 0; at < whitened.length; at++) leverages[Math.floor(at / factors)] += whitened[at] * whitened[at]
  return leverages
}

function favouritesOf(taste: Taste): Observation[] {
  return taste.observations
    .filter(({ preference }) => preference > 0)
    .sort((a, b) => b.preference * b.confidence - a.preference * a.confidence)
    .slice(0, EVIDENCE_CONSIDERED)
}

/** The tracks without which the score would fall most, strongest first, whether the history or the session speaks of them. */
function citeEvidence(request: RankingRequest, testimonies: readonly Testimony[], track: number): number[] {
  const drops = new Map<number, number>()
  for (const { taste, tracks, scales, strengths } of testimonies) {
    const nearness = request.snapshot.space.rows.dots(tracks, solved(request, taste, track))
    for (let i = 0; i < tracks.length; i++) {
      const drop = scales[i] * nearness[i] + strengths[i] * linkTo(request, tracks[i], track)
      drops.set(tracks[i], (drops.get(tracks[i]) ?? 0) + drop)
    }
  }
  drops.delete(track)
  return highest(drops, VIA_TRACKS)
}

/** The keys of the highest values above 0, highest first, ties by the lower key. */
function highest(values: ReadonlyMap<number, number>, count: number): number[] {
  const found: { key: number; value: number }[] = []
  values.forEach((value, key) => {
    if (!(value > 0)) return
    let place = found.length
    while (
      place > 0 &&
      (value > found[place - 1].value || (value === found[place - 1].value && key < found[place - 1].key))
    )
      place--
    if (place === count) return
    found.splice(place, 0, { key, value })
    if (found.length > count) found.pop()
  })
  return found.map(({ key }) => key)
}

function linkTo({ snapshot }: RankingRequest, from: number, to: number): number {
  return snapshot.companions.items.length > 0 ? linkWeight(snapshot.companions, from, to) : 0
}

/** The strongest evidence is from the last minutes, and there is an older history that says something else or less. */
function isOfSession({ session, taste }: RankingRequest, track: number): boolean {
  if (!session || session.evidence > taste.evidence / 2) return false
  return session.observations.some((observation) => observation.track === track)
}

/** Of what links the cited tracks with this one, the part that their sounds do not account for, 0 … 1. */
function shareOfListeners(request: RankingRequest, cited: readonly number[], track: number): number {
  const { placed, space } = request.snapshot
  if (!placed) return 0
  const { factors, rows } = space
  const placedAt = (row: number) => Float64Array.from(placed.subarray(row * factors, (row + 1) * factors))
  const learnt = rows.dots(cited, solved(request, request.taste, track))
  const bySound = choleskySolve(request.taste.certainty, placedAt(track))
  let [all, sound] = [0, 0]
  cited.forEach((other, i) => {
    all += learnt[i] + Math.max(0, linkTo(request, other, track))
    sound += bySound.reduce((sum, value, f) => sum + value * placed[other * factors + f], 0)
  })
  return all > 0 ? Math.min(1, Math.max(0, 1 - sound / all)) : 1
}

/** A⁻¹·v of a track. */
function solved({ snapshot }: RankingRequest, { certainty }: Taste, track: number): Float64Array {
  const { rows, factors } = snapshot.space
  return choleskySolve(
    certainty,
    Float64Array.from(rows.data.subarray(track * rows.stride, track * rows.stride + factors)),
  )
}

function strongestPrior(
  { snapshot }: RankingRequest,
  { track, terms }: { track: number; terms: ScoreTerms },
): { reason: Reason; strength: number } {
  const priors: { reason: Reason; strength: number }[] = [
    {
      strength: terms.pickedArtist,
      reason: { kind: 'picked-artist', artistId: snapshot.artistIds[snapshot.artists[track]] },
    },
    {
      strength: terms.pickedGenre,
      reason: { kind: 'picked-genre', genre: snapshot.genreNames[snapshot.genres[track]] },
    },
    { strength: terms.popular, reason: { kind: 'popular', listeners: snapshot.popularity[track] } },
    { strength: terms.fresh, reason: { kind: 'fresh', addedAtMs: snapshot.addedAtMs[track] } },
  ]
  return priors.reduce((strongest, prior) => (prior.strength > strongest.strength ? prior : strongest))
}
