import type { RankingRequest } from '../ranking-request.ts'
import { dotTrack } from '../score-terms.ts'
import { topK } from '../top-k.ts'
import { fromTopK } from './from-top-k.ts'
import type { Candidate, Source } from './source.ts'

const LIMIT = 300

/** What the hybrid model scores highest, by listening where there is any and by sound elsewhere. */
export const collaborative: Source = (request) => {
  const { taste, vector, snapshot, excluded, companions } = request
  if (taste.evidence === 0) return []
  const byFactors = snapshot.space.search.best(vector, { limit: LIMIT, excluded })
  return companions ? withCompanions(request, { byFactors: byFactors.indices, companions }) : fromTopK(byFactors)
}

/** The tracks that the companions say most of compete with those that the factors rank highest. */
function withCompanions(
  request: RankingRequest,
  { byFactors, companions }: { byFactors: Int32Array; companions: Float32Array },
): Candidate[] {
  const linked = topK(companions, LIMIT, request.excluded).indices.filter((track) => companions[track] > 0)
  return [...new Set([...byFactors, ...linked])]
    .map((track): Candidate => ({ track, value: dotTrack(request, request.vector, track) + companions[track] }))
    .sort((a, b) => b.value - a.value || a.track - b.track)
    .slice(0, LIMIT)
}
