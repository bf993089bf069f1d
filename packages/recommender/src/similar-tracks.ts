import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { contentQuery } from './content-space.ts'
import { distinctRecordings } from './distinct-recordings.ts'
import { rowsOf } from './grouped-rows.ts'
import type { SimilarityMetric } from './similarity-metric.ts'

export interface SimilarTrack {
  trackId: string
  similarity: number
}

/** So many of the nearest may be further copies of a recording that is listed already. */
const COPIES = 10

/** The tracks that sound most like one, most similar first; empty for a track that is unknown or not yet analysed. */
export function similarTracks(
  snapshot: CatalogueSnapshot,
  trackId: string,
  { metric = 'cosine', limit }: { metric?: SimilarityMetric; limit: number },
): SimilarTrack[] {
  const track = snapshot.rowOf.get(trackId)
  const query = track === undefined ? undefined : contentQuery(snapshot.content, [{ track, weight: 1 }])
  if (track === undefined || !query) return []
  const excluded = new Set(rowsOf(snapshot.byRecording, snapshot.recordings[track]))
  const { indices, values } = snapshot.index.search(query, { metric, limit: limit + COPIES, excluded })
  const similarityOf = new Map(Array.from(indices, (row, place) => [row, values[place]]))
  return distinctRecordings(snapshot, indices)
    .slice(0, limit)
    .map((row) => ({ trackId: snapshot.ids[row], similarity: similarityOf.get(row)! }))
}
