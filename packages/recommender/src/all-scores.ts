import type { RankingRequest } from './ranking-request.ts'

/** [tracks] how well every track fits the listener, by listening and sound; rough in a large catalogue, good for finding candidates. */
export function allScores({ snapshot, vector, companions }: RankingRequest): Float32Array {
  const scores = snapshot.space.search.all(vector)
  if (companions) for (let row = 0; row < scores.length; row++) scores[row] += companions[row]
  return scores
}
