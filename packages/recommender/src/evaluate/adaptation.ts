import type { Recommender } from '../baselines/recommender.ts'
import { judgedBy } from './compare-models.ts'
import { judge } from './judge.ts'
import { entriesByListener, type ListeningData, subset } from './listening-data.ts'
import type { Split } from './splits.ts'

export const EVENT_COUNTS = [0, 1, 2, 5, 10, 20] as const

/** Recall@20 of a new listener after so many of their entries. */
export type AdaptationCurve = Record<(typeof EVENT_COUNTS)[number], number>

/** Ratings below this are taken for rejection. */
const LOWEST_LIKED_RATING = 3

/**
 * Listeners whom the model has never seen say what they met, one entry after the other; what is left of the held-out
 * entries is to be foretold each time. With `negatives`, what they rejected on the way is told too: a low rating, or,
 * where there are only plays, one skip an entry of the best-known item that they never play.
 */
export function adaptationCurve(
  model: Recommender,
  { split, negatives }: { split: Split; negatives: boolean },
): AdaptationCurve {
  const judged = judgedBy(split, undefined)
  const rejected = negatives ? rejections(split) : undefined
  const curve = {} as AdaptationCurve
  for (const count of EVENT_COUNTS) {
    const told = judged.histories.map((history, listener) => {
      const wanted = history.slice(0, count)
      const unwanted = (rejected?.[listener] ?? []).slice(0, count)
      return [...wanted, ...unwanted.map((track) => ({ track, preference: -1, confidence: 0.5, ageDays: 0 }))]
    })
    curve[count] = judge(model, { ...judged, histories: told })['recall@20']
  }
  return curve
}

/** [listeners] items that each rejects, the likeliest to be met first. */
function rejections({ train, histories, heldOut }: Split): number[][] {
  const low = lowRated(histories)
  if (histories.kind === 'ratings') return entriesByListener(low).map((entries) => entries.map((e) => low.item[e]))
  const listenersOf = new Float64Array(train.items)
  for (const item of train.item) listenersOf[item]++
  const famous = [...listenersOf.keys()].sort((a, b) => listenersOf[b] - listenersOf[a] || a - b).slice(0, 500)
  const met = Array.from({ length: histories.listeners }, () => new Set<number>())
  for (const { listener, item } of [histories, heldOut])
    listener.forEach((u, e) => {
      met[u].add(item[e])
    })
  return met.map((known) => famous.filter((item) => !known.has(item)).slice(0, Math.max(...EVENT_COUNTS)))
}

function lowRated(data: ListeningData): ListeningData {
  return subset(data, (e) => data.kind === 'ratings' && data.value[e] < LOWEST_LIKED_RATING)
}
