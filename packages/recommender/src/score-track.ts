import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { type FeedQuery, rankingRequest } from './ranking-request.ts'
import { scoreTerms, totalScore } from './score-terms.ts'

/** What the feed would score one track at; undefined for a track that is not in the catalogue. */
export function scoreTrack(snapshot: CatalogueSnapshot, query: FeedQuery, trackId: string): number | undefined {
  const track = snapshot.rowOf.get(trackId)
  return track === undefined ? undefined : totalScore(scoreTerms(rankingRequest(snapshot, query), track))
}
