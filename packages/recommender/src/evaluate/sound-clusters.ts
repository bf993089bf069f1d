import type { SnapshotTrack } from '../catalogue-snapshot.ts'
import { seededRandom } from '../seeded-random.ts'

export interface SoundClustersOptions {
  clusters: number
  tracksPerCluster: number
  dims: number
  /** expected cosine of two tracks of one cluster, before any centring */
  within: number
  /** expected cosine of two tracks of different clusters; below `within` */
  between: number
  artistsPerCluster: number
  /** share of the variance that differs between tracks which two tracks of one artist have in common; default 0 */
  artistShare?: number
  /** how many directions what differs between tracks spreads over; the fewer, the more tracks overlap; default dims */
  noiseDims?: number
  labelled?: boolean
  seed: string | number
}

/**
 * A catalogue whose sounds fall into known clusters with a known overlap: embedding = what all have in common + the
 * cluster's direction + the artist's + the track's own. Track ids are `c0-t0`, `c0-t1`, …; cluster = the number after c.
 */
export function soundClusters(options: SoundClustersOptions): SnapshotTrack[] {
  const { clusters, tracksPerCluster, dims, within, between, artistsPerCluster, artistShare = 0 } = options
  const random = seededRandom(`sound clusters ${options.seed}`)
  const direction = () => unit(Float64Array.from({ length: dims }, () => random.normal()))
  const noiseBasis = Array.from({ length: Math.min(dims, options.noiseDims ?? dims) }, direction)
  const noise = () => {
    const sum = new Float64Array(dims)
    for (const axis of noiseBasis) addScaled(sum, axis, random.normal())
    return unit(sum)
  }
  const common = direction()
  const own = 1 - within
  const tracks: SnapshotTrack[] = []
  for (let cluster = 0; cluster < clusters; cluster++) {
    const centre = direction()
    const artists = Array.from({ length: artistsPerCluster }, noise)
    for (let t = 0; t < tracksPerCluster; t++) {
      const artist = t % artistsPerCluster
      const embedding = new Float64Array(dims)
      addScaled(embedding, common, Math.sqrt(between))
      addScaled(embedding, centre, Math.sqrt(within - between))
      addScaled(embedding, artists[artist], Math.sqrt(own * artistShare))
      addScaled(embedding, noise(), Math.sqrt(own * (1 - artistShare)))
      tracks.push({
        id: `c${cluster}-t${t}`,
        artistId: `c${cluster}-a${artist}`,
        genre: options.labelled ? `genre ${cluster}` : undefined,
        addedAtMs: 0,
        embedding: Float32Array.from(embedding),
      })
    }
  }
  return tracks
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function addScaled(sum: Float64Array, vector: Float64Array, scale: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] += scale * vector[j]
}
