import { solveLower } from './cholesky.ts'
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
  const testimonies = [{ taste: request.taste, weight: 1, evidence: evidenceEffects(request, request.taste) }]
  const { session } = request
  if (session) testimonies.push({ taste: session, weight: SESSION_WEIGHT, evidence: evidenceEffects(request, session) })
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

/** What the whole history says, or the session, and how much it counts. */
interface Testimony {
  taste: Taste
  weight: number
  evidence: readonly EvidenceEffect[]
}

interface EvidenceEffect {
  track: number
  /** [factors] L⁻¹·v */
  whitened: Float64Array
  /** by how much the score of a track falls without this evidence, per unit of the inner product of their whitened vectors */
  scale: number
  /** how strongly the listener's steps on it call for its companions */
  strength: number
}

/**
 * What each favourite does to the listener's vector, by leaving it out: for ridge regression
 * x − x₋ₑ = c(p − x·vₑ) / (1 − c·vₑᵀA⁻¹vₑ) · A⁻¹vₑ (Sherman & Morrison 1950). Not an approximation of its
 * importance: the score falls by exactly this when the evidence goes (up to the ridge's own small dependence on it).
 */
function evidenceEffects(request: RankingRequest, taste: Taste): EvidenceEffect[] {
  return favourites(taste).map(({ track, preference, confidence }) => {
    const whitened = whiten(taste, readTrack(request, track))
    const leverage = confidence * dot(whitened, whitened)
    const surprise = preference - dotTrack(request, taste.vector, track)
    const scale = (confidence * surprise) / Math.max(1e-9, 1 - leverage)
    return { track, whitened, scale, strength: strengthOf({ preference, confidence }) }
  })
}

function favourites(taste: Taste): Observation[] {
  return taste.observations
    .filter(({ preference }) => preference > 0)
    .sort((a, b) => b.preference * b.confidence - a.preference * a.confidence)
    .slice(0, EVIDENCE_CONSIDERED)
}

/** The tracks without which the score would fall most, strongest first, whether the history or the session speaks of them. */
function citeEvidence(request: RankingRequest, testimonies: readonly Testimony[], track: number): number[] {
  const drops = new Map<number, number>()
  for (const { taste, weight, evidence } of testimonies) {
    const whitened = whiten(taste, readTrack(request, track))
    for (const { track: cited, whitened: other, scale, strength } of evidence) {
      const drop = scale * dot(other, whitened) + strength * linkTo(request, cited, track)
      drops.set(cited, (drops.get(cited) ?? 0) + weight * drop)
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
  const { taste } = request
  const placedAt = (row: number) =>
    whiten(taste, Float64Array.from(placed.subarray(row * space.factors, (row + 1) * space.factors)))
  const learntAt = (row: number) => whiten(taste, readTrack(request, row))
  const [bySound, learnt] = [placedAt(track), learntAt(track)]
  let [all, sound] = [0, 0]
  for (const other of cited) {
    all += dot(learnt, learntAt(other)) + Math.max(0, linkTo(request, other, track))
    sound += dot(bySound, placedAt(other))
  }
  return all > 0 ? Math.min(1, Math.max(0, 1 - sound / all)) : 1
}

/** With it aᵀA⁻¹b is an inner product. */
function whiten({ certainty }: Taste, vector: Float64Array): Float64Array {
  return solveLower(certainty, vector)
}

/** Four sums, because each addition waits for the one before it. */
function dot(first: Float64Array, second: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let f = 0
  for (; f + 3 < first.length; f += 4) {
    a += first[f] * second[f]
    b += first[f + 1] * second[f + 1]
    c += first[f + 2] * second[f + 2]
    d += first[f + 3] * second[f + 3]
  }
  for (; f < first.length; f++) a += first[f] * second[f]
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
