import { choleskySolve } from './cholesky.ts'
import { linkWeight } from './companions/companion-links.ts'
import { strengthOf } from './companions/companion-problem.ts'
import { similarity } from './content-space.ts'
import type { Observation, Taste } from './fold-in.ts'
import type { Placed } from './rank/explored-places.ts'
import { type RankingRequest, SESSION_WEIGHT } from './ranking-request.ts'
import { dotTrack, scoreTerms } from './score-terms.ts'

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
  const effects = allEffects(request)
  return (placed) => {
    if (placed.explored !== undefined) return { kind: 'exploration', expected: placed.score, drawn: placed.explored }
    const terms = scoreTerms(request, placed.track)
    const prior = strongestPrior(request, placed.track)
    if (terms.taste + terms.session + terms.companions <= prior.strength) return prior.reason
    const cited = citeEvidence(effects, request, placed.track)
    if (cited.length === 0) return prior.reason
    const { ids, content } = request.snapshot
    if (isOfSession(request, cited[0].track)) return { kind: 'session', trackId: ids[cited[0].track] }
    const share = shareOfListeners(request, cited, placed.track)
    if (share > 0.5) return { kind: 'listeners-like-you', viaTrackIds: cited.map(({ track }) => ids[track]), share }
    return {
      kind: 'similar-to-liked',
      trackId: ids[cited[0].track],
      similarity: similarity(content, { a: cited[0].track, b: placed.track }, request.settings.similarityMetric),
    }
  }
}

interface EvidenceEffect {
  track: number
  /** [factors] how far the listener's vector would move if this track had never been met */
  shift: Float64Array
  /** how strongly the listener's steps on it call for its companions */
  strength: number
}

/**
 * What each favourite does to the listener's vector, by leaving it out: for ridge regression
 * x − x₋ₑ = c(p − x·vₑ) / (1 − c·vₑᵀA⁻¹vₑ) · A⁻¹vₑ (Sherman & Morrison 1950). Not an approximation of its
 * importance: the score falls by exactly this when the evidence goes (up to the ridge's own small dependence on it).
 */
function evidenceEffects(request: RankingRequest, taste: Taste, weight: number): EvidenceEffect[] {
  return favourites(taste).map(({ track, preference, confidence }) => {
    const moved = choleskySolve(taste.certainty, readTrack(request, track))
    const leverage = confidence * dotTrack(request, moved, track)
    const surprise = preference - dotTrack(request, taste.vector, track)
    const scale = (weight * confidence * surprise) / Math.max(1e-9, 1 - leverage)
    const strength = weight * strengthOf({ preference, confidence })
    return { track, shift: moved.map((value) => scale * value), strength }
  })
}

/** One per track, whether the whole history or the session speaks of it. */
function allEffects(request: RankingRequest): EvidenceEffect[] {
  const effects = evidenceEffects(request, request.taste, 1)
  if (!request.session) return effects
  const byTrack = new Map(effects.map((effect) => [effect.track, effect]))
  for (const recent of evidenceEffects(request, request.session, SESSION_WEIGHT)) {
    const earlier = byTrack.get(recent.track)
    byTrack.set(recent.track, earlier ? sumOf(earlier, recent) : recent)
  }
  return [...byTrack.values()]
}

function sumOf(a: EvidenceEffect, b: EvidenceEffect): EvidenceEffect {
  return {
    track: a.track,
    shift: a.shift.map((value, f) => value + b.shift[f]),
    strength: a.strength + b.strength,
  }
}

function favourites(taste: Taste): Observation[] {
  return taste.observations
    .filter(({ preference }) => preference > 0)
    .sort((a, b) => b.preference * b.confidence - a.preference * a.confidence)
    .slice(0, EVIDENCE_CONSIDERED)
}

/** The tracks without which the score would fall most, strongest first. */
function citeEvidence(
  effects: readonly EvidenceEffect[],
  request: RankingRequest,
  track: number,
): { track: number; drop: number }[] {
  return effects
    .map(({ track: cited, shift, strength }) => ({
      track: cited,
      drop: dotTrack(request, shift, track) + strength * linkTo(request, cited, track),
    }))
    .filter(({ track: cited, drop }) => drop > 0 && cited !== track)
    .sort((a, b) => b.drop - a.drop || a.track - b.track)
    .slice(0, VIA_TRACKS)
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
function shareOfListeners(request: RankingRequest, cited: readonly { track: number }[], track: number): number {
  const { placed, space } = request.snapshot
  if (!placed) return 0
  const k = space.factors
  const bySound = choleskySolve(request.taste.certainty, Float64Array.from(placed.subarray(track * k, (track + 1) * k)))
  const learnt = choleskySolve(request.taste.certainty, readTrack(request, track))
  let [all, sound] = [0, 0]
  for (const { track: other } of cited) {
    all += dotTrack(request, learnt, other) + Math.max(0, linkTo(request, other, track))
    for (let f = 0; f < k; f++) sound += bySound[f] * placed[other * k + f]
  }
  return all > 0 ? Math.min(1, Math.max(0, 1 - sound / all)) : 1
}

function strongestPrior(request: RankingRequest, track: number): { reason: Reason; strength: number } {
  const { snapshot } = request
  const terms = scoreTerms(request, track)
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
  return Float64Array.from(rows.data.subarray(track * rows.stride, track * rows.stride + factors))
}
