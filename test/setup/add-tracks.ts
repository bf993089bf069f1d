import { randomUUID } from 'node:crypto'
import type { Deps } from '../../apps/api/src/deps.ts'

export interface AddedTrack {
  id: string
  artistId: string
  title: string
  cluster: number
}

export interface TrackCounts {
  clusters: number
  perCluster: number
  dims?: number
}

/**
 * Analysed tracks whose sounds form clusters: each cluster has its own direction, each track some noise around it. Two
 * tracks per artist, no genre. Resolves when they can be recommended.
 */
export async function addTracks(
  deps: Pick<Deps, 'db' | 'catalogue'>,
  { clusters, perCluster, dims = 32 }: TrackCounts,
): Promise<AddedTrack[]> {
  const noise = noiseFrom(7)
  const added: AddedTrack[] = []
  for (let cluster = 0; cluster < clusters; cluster++)
    for (let place = 0; place < perCluster; place++)
      added.push({
        id: randomUUID(),
        artistId: place % 2 === 0 ? randomUUID() : added.at(-1)!.artistId,
        title: `Song ${place + 1} of cluster ${cluster + 1}`,
        cluster,
      })
  const artistIds = [...new Set(added.map(({ artistId }) => artistId))]
  await deps.db.artist.createMany({
    data: artistIds.map((id) => ({ id, name: `Artist ${id}`, nameKey: `artist ${id}` })),
  })
  await deps.db.track.createMany({
    data: added.map(({ id, artistId, title }) => ({
      id,
      artistId,
      title,
      contentHash: id,
      audioKey: `audio/${id}.mp3`,
      mimeType: 'audio/mpeg',
      sizeBytes: 1_000_000n,
      durationMs: 200_000,
      fileName: `${title}.mp3`,
    })),
  })
  await deps.db.trackAnalysis.createMany({
    data: added.map(({ id, cluster }) => ({
      trackId: id,
      modelVersion: 'synthetic-1',
      embedding: embeddingNear({ cluster, dims, noise }),
      genre: 'unknown',
      genreScores: [],
      waveform: new Uint8Array(16),
    })),
  })
  await deps.catalogue.refresh()
  return added
}

function embeddingNear({ cluster, dims, noise }: { cluster: number; dims: number; noise: () => number }) {
  const embedding = Float32Array.from({ length: dims }, () => 0.15 * noise())
  embedding[cluster % dims]! += 1
  return new Uint8Array(embedding.buffer)
}

/** A small generator of numbers between −1 and 1, so that every run sees the same catalogue. */
function noiseFrom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}
