import type { RankingRequest } from '../ranking-request.ts'
import { scoreTerms, totalScore } from '../score-terms.ts'
import type { Candidate } from '../sources/source.ts'
import type { Scored } from './rank-candidates.ts'
import { varietyPlan } from './variety-plan.ts'

/** Sum of confidences at which half of the explored share is used: five likes. */
const SETTLED_EVIDENCE = 20

/** A place of the list; `explored` holds the drawn value of a track that was tried out. */
export interface Placed extends Scored {
  explored?: number
}

/**
 * Gives a bounded share of the places to explored tracks: in every ten at most ⌈exploredPerTen⌉, never one of the
 * first three. Explored tracks are such that would not have made the list, by artists that are not in it.
 */
export function placeExplored(
  request: RankingRequest,
  ranked: readonly Scored[],
  explored: readonly Candidate[],
): Placed[] {
  const { snapshot, settings, limit } = request
  const listed = new Set(ranked.map(({ track }) => snapshot.recordings[track]))
  const artists = new Set(ranked.map(({ track }) => snapshot.artists[track]))
  const queue = explored.filter(
    ({ track }) => !listed.has(snapshot.recordings[track]) && !artists.has(snapshot.artists[track]),
  )
  const places = exploredPlaces(request, varietyPlan(settings.variety).exploredPerTen * settled(request))
  const list: Placed[] = [...ranked]
  for (const place of places) {
    if (place > list.length) break
    const next = queue.shift()
    if (!next) break
    list.splice(place, 0, {
      track: next.track,
      score: totalScore(scoreTerms(request, next.track)),
      explored: next.value,
    })
  }
  return list.slice(0, limit)
}

/** While little is known the feed itself explores, and every listed guess teaches as much as a random one. */
function settled({ taste }: RankingRequest): number {
  return taste.evidence / (taste.evidence + SETTLED_EVIDENCE)
}

function exploredPlaces({ limit, random }: RankingRequest, perTen: number): number[] {
  const stream = random('places')
  const places = new Set<number>()
  for (let ten = 0; ten < limit; ten += 10) {
    const count = Math.floor(perTen) + (stream.next() < perTen % 1 ? 1 : 0)
    for (let i = 0; i < count; i++) places.add(ten + 3 + stream.integer(7))
  }
  return [...places].sort((a, b) => a - b)
}
