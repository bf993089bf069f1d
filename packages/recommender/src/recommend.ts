import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { explainer, type Reason } from './explain.ts'
import { placeExplored } from './rank/explored-places.ts'
import { rankCandidates } from './rank/rank-candidates.ts'
import { type FeedQuery, rankingRequest } from './ranking-request.ts'
import { scoreTerms, totalScore } from './score-terms.ts'
import { exploration } from './sources/exploration.ts'
import { gather } from './sources/gather.ts'
import type { SourceName } from './sources/source.ts'

export interface FeedItem {
  trackId: string
  /** expected preference: around 1 for what the listener surely wants, 0 for unknown, below 0 for what they avoid */
  score: number
  source: SourceName
  reason: Reason
}

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
  const scored = Array.from(sources.keys(), (track) => ({ track, score: totalScore(scoreTerms(request, track)) }))
  const ranked = rankCandidates(request, scored)
  const list = placeExplored(request, ranked, exploration(request))
  const explain = explainer(request)
  return {
    tasteDigest: request.tasteDigest,
    items: list.map((placed) => ({
      trackId: snapshot.ids[placed.track],
      score: placed.score,
      source: placed.explored === undefined ? sources.get(placed.track)! : 'exploration',
      reason: explain(placed),
    })),
  }
}
