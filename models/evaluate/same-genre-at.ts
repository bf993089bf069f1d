import { distance, type Metric } from './distances.ts'

export type Embedded = { genre: string; embedding: Float32Array }

/**
 * The share of each track's `count` nearest others that have its genre, averaged over the tracks. With fewer than
 * `count` others, of those there are.
 */
export function sameGenreAt(tracks: Embedded[], count: number, metric: Metric = 'cosine'): number {
  if (tracks.length < 2) return 0
  const shares = sameGenreShares(tracks, { counts: [count], metric }).map(([share]) => share)
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** For each track the share of its nearest others, for each of the counts, that have its genre. */
export function sameGenreShares(tracks: Embedded[], { counts, metric }: { counts: number[]; metric: Metric }) {
  return tracks.map((track) => {
    const nearest = tracks
      .filter((other) => other !== track)
      .map((other) => ({
        same: other.genre === track.genre,
        distance: distance(track.embedding, other.embedding, metric),
      }))
      .sort((a, b) => a.distance - b.distance)
    return counts.map((count) => {
      const first = nearest.slice(0, count)
      return first.filter(({ same }) => same).length / Math.max(1, first.length)
    })
  })
}
