import { hashText } from './compose/random.ts'
import type { DemoListener } from './demo-listeners.ts'
import type { DemoTrack } from './demo-track.ts'

/** What a listener feels about music that says nothing to them. */
const INDIFFERENCE = 0.16

/**
 * The truth that a recommender tries to find out: how much a demo listener likes a track, 0 (hates) … 1 (loves). Made
 * of the taste for the genre, the taste for the artist, how good the track is at all, and a quirk of this listener
 * with this artist and this track. The same pair always gives the same number.
 */
export function affinity(listener: DemoListener, track: Pick<DemoTrack, 'key' | 'genre' | 'artist'>): number {
  const genre = listener.tastes.genres[track.genre] ?? INDIFFERENCE
  const taste = Math.max(genre, listener.tastes.artists[track.artist] ?? 0)
  const quality = 0.1 * (chance(`quality/${track.key}`) - 0.5)
  const quirk =
    0.22 * (chance(`${listener.key}/${track.artist}`) - 0.5) + 0.16 * (chance(`${listener.key}/${track.key}`) - 0.5)
  const interest = Math.min(1, 0.4 + taste)
  return Math.min(1, Math.max(0, taste + (quality + quirk) * interest))
}

const chance = (name: string) => (Math.imul(hashText(name), 0x9e3779b1) >>> 0) / 4294967296
