import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { contentQuery } from './content-space.ts'
import { rowsOf } from './grouped-rows.ts'
import type { SimilarityMetric } from './similarity-metric.ts'

export interface SimilarTrack {
  trackId: string
  similarity: number
}

/** The tracks that sound most like one, most similar first; empty for a track that is unknown or not yet analysed. */
export function similarTracks(
  snapshot: CatalogueSnapshot,
  trackId: string,
  { metric = 'cosine', limit }: { metric?: SimilarityMetric; limit: number },
): SimilarTrack[] {
  const track = snapshot.rowOf.get(trackId)
  const query = track === undefined ? undefined : contentQuery(snapshot.content, [{ track, weight: 1 }])
  if (track === undefined || !query) return []
  const excluded = new Uint8Array(snapshot.size)
  for (const row of rowsOf(snapshot.byRecording, snapshot.recordings[track])) excluded[row] = 1
  const { indices, values } = snapshot.index.search(query, { metric, limit, excluded })
  return Array.from(indices, (row, place) => ({ trackId: snapshot.ids[row], similarity: values[place] }))
}
