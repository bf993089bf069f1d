import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { type Explain, explainer } from './explain.ts'
import { ExplainedItem, type FeedItem } from './feed-item.ts'
import { type Placed, placeExplored } from './rank/explored-places.ts'
import { rankCandidates } from './rank/rank-candidates.ts'
import { type FeedQuery, rankingRequest } from './ranking-request.ts'
import { totalScores } from './score-terms.ts'
import { exploration } from './sources/exploration.ts'
import { gather } from './sources/gather.ts'

export interface Feed {
  items: FeedItem[]
  /** equal for equal tastes; changes exactly when the effective events change */
  tasteDigest: string
}

/**
 * A listener's feed: a pure function of their log, the catalogue snapshot, their settings, the day and the seed.
 * Never empty while the catalogue holds a track that the listener has not turned down.
 */
export function recommendFeed(snapshot: CatalogueSnapshot, query: FeedQuery): Feed {
  const request = rankingRequest(snapshot, query)
  const sources = gather(request)
  const tracks = [...sources.keys()]
  const scores = totalScores(request, tracks)
  const scored = tracks.map((track, i) => ({ track, score: scores[i] }))
  const ranked = rankCandidates(request, scored)
  const list = placeExplored(request, ranked, exploration(request))
  let explained: Explain | undefined
  const explain = (placed: Placed) => {
    explained ??= explainer(request)
    return explained(placed)
  }
  return {
    tasteDigest: request.tasteDigest,
    items: list.map((placed) => {
      const source = placed.explored === undefined ? sources.get(placed.track)! : 'exploration'
      return new ExplainedItem({ trackId: snapshot.ids[placed.track], source, placed }, explain)
    }),
  }
}
