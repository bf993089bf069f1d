import type { CatalogueSnapshot } from '../catalogue-snapshot.ts'
import type { RankingRequest } from '../ranking-request.ts'
import { type ArtistSpacing, artistSpacing } from './artist-spacing.ts'
import { genreCalibration } from './genre-calibration.ts'
import { listDiversity } from './list-diversity.ts'
import { type VarietyPlan, varietyPlan } from './variety-plan.ts'

export interface Scored {
  track: number
  score: number
}

/**
 * Orders candidates for listening: by score, but with artists apart, not too alike, and in the listener's own mix of
 * genres. Each place goes to one of the best remaining candidates within reach of the very best, so variety
 * never digs up what the listener's signals speak against while something better is left.
 */
export function rankCandidates(request: RankingRequest, candidates: readonly Scored[]): Scored[] {
  const { snapshot, limit } = request
  const plan = planFor(request)
  const spacing = artistSpacing()
  const diversity = listDiversity(snapshot)
  const calibration = genreCalibration(request)
  const remaining = queueOf(onePerRecording(request, candidates))
  const ranked: Scored[] = []
  while (ranked.length < limit && remaining.first()) {
    const lacking = calibration.weight > 0 ? calibration.lacking() : -1
    const competitors = withinReach(remaining, { plan, lacking, spacing, snapshot })
    const next = best(competitors, ({ track, score }) => {
      const relevance = competitors[0].score > 0 ? score / competitors[0].score : 1 + score - competitors[0].score
      const alike = plan.diversity > 0 ? diversity.resemblance(track) : 0
      const genre = calibration.gain(snapshot.genres[track])
      return (1 - plan.diversity) * relevance - plan.diversity * alike + plan.calibration * calibration.weight * genre
    })
    ranked.push(next)
    remaining.remove(next)
    spacing.add(snapshot.artists[next.track])
    diversity.add(next.track)
    calibration.add(snapshot.genres[next.track])
  }
  return ranked
}

/** Nothing is known of a new listener, so a score is a weak argument and the first list shows the catalogue's breadth. */
function planFor({ settings, aim }: RankingRequest): VarietyPlan {
  const plan = varietyPlan(settings.variety)
  if (aim !== 'breadth') return plan
  return {
    ...plan,
    reach: 0,
    spacingReach: 0,
    window: Math.max(plan.window, 30),
    diversity: Math.max(plan.diversity, 0.3),
    calibration: Math.max(plan.calibration, 0.5),
  }
}

function onePerRecording({ snapshot }: RankingRequest, candidates: readonly Scored[]): Scored[] {
  const seen = new Set<number>()
  return [...candidates]
    .sort((a, b) => b.score - a.score || a.track - b.track)
    .filter(({ track }) => {
      const recording = snapshot.recordings[track]
      return !seen.has(recording) && seen.add(recording)
    })
}

interface Reach {
  plan: VarietyPlan
  /** the genre that the list lacks most, −1 if none */
  lacking: number
  spacing: ArtistSpacing
  snapshot: CatalogueSnapshot
}

/** Candidates for the next place, best first, never empty: artists far enough apart, or as far as the catalogue allows. */
function withinReach(remaining: Queue, reach: Reach): Scored[] {
  const spacingFloor = floorUnder(remaining.first()!.score, reach.plan.spacingReach)
  for (let gap = reach.plan.artistGap; gap > 0; gap--) {
    const apart = compete(remaining, reach, { gap, floor: spacingFloor })
    if (apart.length > 0) return apart
  }
  return compete(remaining, reach, { gap: 0, floor: Number.NEGATIVE_INFINITY })
}

/**
 * The best of those whose artist has not come within `gap` tracks, and the first of the genre that the list lacks. Looks
 * no further than it must: a list of hundreds is made of a thousand candidates.
 */
function compete(
  remaining: Queue,
  { plan, lacking, spacing, snapshot }: Reach,
  { gap, floor }: { gap: number; floor: number },
): Scored[] {
  const competitors: Scored[] = []
  let lowest = floor
  let missing = lacking
  for (let place = remaining.next(-1); place >= 0; place = remaining.next(place)) {
    const candidate = remaining.at(place)
    if (candidate.score < lowest) break
    if (gap > 0 && spacing.since(snapshot.artists[candidate.track]) < gap) continue
    if (competitors.length === 0) lowest = Math.max(lowest, floorUnder(candidate.score, plan.reach))
    const isMissing = missing >= 0 && snapshot.genres[candidate.track] === missing
    if (competitors.length < plan.window || isMissing) competitors.push(candidate)
    if (isMissing) missing = -1
    if (competitors.length >= plan.window && missing < 0) break
  }
  return competitors
}

/** What has not been placed yet, best first. */
interface Queue {
  first(): Scored | undefined
  remove(candidate: Scored): void
  at(place: number): Scored
  /** the next place after this one; −1 after the last */
  next(place: number): number
}

function queueOf(sorted: readonly Scored[]): Queue {
  const placed = new Set<Scored>()
  let start = 0
  const next = (place: number) => {
    for (let after = Math.max(start, place + 1); after < sorted.length; after++)
      if (!placed.has(sorted[after])) return after
    return -1
  }
  return {
    first: () => sorted[start],
    remove: (candidate) => {
      placed.add(candidate)
      while (start < sorted.length && placed.has(sorted[start])) start++
    },
    at: (place) => sorted[place],
    next,
  }
}

/** The lowest score that still competes with `highest`; among what the listener would rather not hear, only near equals. */
function floorUnder(highest: number, share: number): number {
  return highest > 0 ? share * highest : highest - 0.02
}

function best<T>(items: readonly T[], worth: (item: T) => number): T {
  let [winner, highest] = [items[0], Number.NEGATIVE_INFINITY]
  for (const item of items) {
    const value = worth(item)
    if (value > highest) [winner, highest] = [item, value]
  }
  return winner
}
