import type { SnapshotTrack } from '@segue/recommender/catalogue-snapshot'
import { soundClusters } from '@segue/recommender/evaluate/sound-clusters'
import { seededRandom } from '@segue/recommender/seeded-random'

/** Sounds that are made in full; further tracks are mixtures of two of them. */
const SOUNDS = 20_000

/** A catalogue of any size in a short time: twenty kinds of sound, artists with one of their own. */
export function manyTracks(size: number, { dims }: { dims: number }): SnapshotTrack[] {
  const random = seededRandom(`many tracks ${size}`)
  const clusters = 20
  const made = soundClusters({
    clusters,
    tracksPerCluster: Math.min(size, SOUNDS) / clusters,
    dims,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: Math.max(1, Math.min(size, SOUNDS) / clusters / 10),
    artistShare: 0.3,
    noiseDims: 32,
    labelled: true,
    seed: size,
  })
  return Array.from({ length: size }, (_, i): SnapshotTrack => {
    const id = `0197f3c2-0000-7000-8000-${i.toString(16).padStart(12, '0')}` // as long as a real one
    const first = made[i % made.length]!
    if (i < made.length) return { ...first, id }
    const other = made[random.integer(made.length)]!.embedding!
    const share = 0.5 * random.next()
    const embedding = first.embedding!.map((value, j) => (1 - share) * value + share * other[j]!)
    return { ...first, id, artistId: `${first.artistId} ${Math.floor(i / made.length)}`, embedding }
  })
}
