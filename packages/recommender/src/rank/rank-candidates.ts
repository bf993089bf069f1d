import type { RankingRequest } from '../ranking-request.ts'
import { artistSpacing } from './artist-spacing.ts'
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
  let remaining = onePerRecording(request, candidates)
  const ranked: Scored[] = []
  while (ranked.length < limit && remaining.length > 0) {
    const competitors = withinReach(
      remaining,
      { plan, lacking: calibration.weight > 0 ? calibration.lacking() : -1 },
      request,
      spacing,
    )
    const next = best(competitors, ({ track, score }) => {
      const relevance = competitors[0].score > 0 ? score / competitors[0].score : 1 + score - competitors[0].score
      const alike = plan.diversity > 0 ? diversity.resemblance(track) : 0
      const genre = calibration.gain(snapshot.genres[track])
      return (1 - plan.diversity) * relevance - plan.diversity * alike + plan.calibration * calibration.weight * genre
    })
    ranked.push(next)
    remaining = remaining.filter((candidate) => candidate !== next)
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

/** Candidates for the next place, best first, never empty: artists far enough apart, or as far as the catalogue allows. */
function withinReach(
  remaining: readonly Scored[],
  { plan, lacking }: { plan: VarietyPlan; lacking: number },
  { snapshot }: RankingRequest,
  spacing: { since(artist: number): number },
): Scored[] {
  const spacingFloor = floorUnder(remaining[0].score, plan.spacingReach)
  for (let gap = plan.artistGap; gap > 0; gap--) {
    const apart = remaining.filter(
      ({ track, score }) => score >= spacingFloor && spacing.since(snapshot.artists[track]) >= gap,
    )
    if (apart.length > 0) return compete(apart, { plan, lacking, genres: snapshot.genres })
  }
  return compete(remaining, { plan, lacking, genres: snapshot.genres })
}

function compete(
  sorted: readonly Scored[],
  { plan, lacking, genres }: { plan: VarietyPlan; lacking: number; genres: Int32Array },
): Scored[] {
  const floor = floorUnder(sorted[0].score, plan.reach)
  const competitors = sorted.slice(0, plan.window).filter(({ score }) => score >= floor)
  const missing =
    lacking < 0 ? undefined : sorted.find(({ track, score }) => genres[track] === lacking && score >= floor)
  return missing && !competitors.includes(missing) ? [...competitors, missing] : competitors
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
