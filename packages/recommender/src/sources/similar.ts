import { contentQuery } from '../content-space.ts'
import type { RankingRequest } from '../ranking-request.ts'
import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 200
const SEEDS = 5

/** What sounds like the tracks that the listener enjoyed last, by the metric of their choice. */
export const similar: Source = (request) => {
  const { snapshot, settings, excluded } = request
  const query = contentQuery(snapshot.content, recentFavourites(request))
  if (!query) return []
  return fromTopK(snapshot.index.search(query, { metric: settings.similarityMetric, limit: LIMIT, excluded }))
}

function recentFavourites({ observed }: RankingRequest): { track: number; weight: number }[] {
  return observed
    .filter(({ preference, confidence }) => preference > 0.5 && confidence > 0.3)
    .sort((a, b) => b.lastAtMs - a.lastAtMs || a.track - b.track)
    .slice(0, SEEDS)
    .map(({ track, confidence }) => ({ track, weight: confidence }))
}
