import { linkWeight } from './companions/companion-links.ts'
import { strengthOf } from './companions/companion-problem.ts'
import { similarity } from './content-space.ts'
import type { Observation, Taste } from './fold-in.ts'
import type { Placed } from './rank/explored-places.ts'
import { type RankingRequest, SESSION_WEIGHT } from './ranking-request.ts'
import { dotTrack, type ScoreTerms, scoreTerms } from './score-terms.ts'

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
  favourites: readonly Observation[]
  /** [favourites x factors] L⁻¹·v of each */
  whitened: Float64Array
  /** [favourites] by how much a score falls without it, per unit of the inner product of its and the track's whitened vectors */
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
  const { factors } = request.snapshot.space
  const whitened = whiten(request, taste, ...favourites.map(({ track }) => readTrack(request, track)))
  const scales = new Float64Array(favourites.length)
  const strengths = new Float64Array(favourites.length)
  favourites.forEach(({ track, preference, confidence }, i) => {
    const own = whitened.subarray(i * factors, (i + 1) * factors)
    const leverage = confidence * dotAt(whitened, i * factors, own)
    const surprise = preference - dotTrack(request, taste.vector, track)
    scales[i] = (weight * confidence * surprise) / Math.max(1e-9, 1 - leverage)
    strengths[i] = weight * strengthOf({ preference, confidence })
  })
  return { taste, favourites, whitened, scales, strengths }
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
  for (const { taste, favourites, whitened, scales, strengths } of testimonies) {
    const asked = whiten(request, taste, readTrack(request, track))
    for (let i = 0; i < favourites.length; i++) {
      const cited = favourites[i].track
      const drop = scales[i] * dotAt(whitened, i * asked.length, asked) + strengths[i] * linkTo(request, cited, track)
      drops.set(cited, (drops.get(cited) ?? 0) + drop)
    }
  }
  return [...drops]
    .filter(([cited, drop]) => drop > 0 && cited !== track)
    .sort(([a, drop], [b, other]) => other - drop || a - b)
    .slice(0, VIA_TRACKS)
    .map(([cited]) => cited)
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
  const placedAt = (row: number) => Float64Array.from(placed.subarray(row * space.factors, (row + 1) * space.factors))
  const rows = [track, ...cited]
  const learnt = whiten(request, request.taste, ...rows.map((row) => readTrack(request, row)))
  const bySound = whiten(request, request.taste, ...rows.map(placedAt))
  let [all, sound] = [0, 0]
  cited.forEach((other, i) => {
    const at = (i + 1) * space.factors
    all += dotAt(learnt, at, learnt.subarray(0, space.factors)) + Math.max(0, linkTo(request, other, track))
    sound += dotAt(bySound, at, bySound.subarray(0, space.factors))
  })
  return all > 0 ? Math.min(1, Math.max(0, 1 - sound / all)) : 1
}

/** [vectors x factors] L⁻¹·v of each: with it aᵀA⁻¹b is an inner product. */
function whiten({ snapshot }: RankingRequest, { certainty }: Taste, ...vectors: Float64Array[]): Float64Array {
  const { factors, equations } = snapshot.space
  const whitened = new Float64Array(vectors.length * factors)
  vectors.forEach((vector, i) => {
    whitened.set(vector, i * factors)
  })
  equations.whiten(certainty, whitened)
  return whitened
}

/** Of `second` with the values of `first` from `at` on. Four sums, because each addition waits for the one before it. */
function dotAt(first: Float64Array, at: number, second: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let f = 0
  for (; f + 3 < second.length; f += 4) {
    a += first[at + f] * second[f]
    b += first[at + f + 1] * second[f + 1]
    c += first[at + f + 2] * second[f + 2]
    d += first[at + f + 3] * second[f + 3]
  }
  for (; f < second.length; f++) a += first[at + f] * second[f]
  return a + b + c + d
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

function readTrack({ snapshot }: RankingRequest, track: number): Float64Array {
  const { rows, factors } = snapshot.space
  const vector = new Float64Array(factors)
  for (let f = 0, at = track * rows.stride; f < factors; f++, at++) vector[f] = rows.data[at]
  return vector
}
