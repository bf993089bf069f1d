import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import { seededRandom } from '@segue/recommender/seeded-random'
import { hearCached } from '../listening/hear-cached.ts'

/** Every second composed track is rendered and listened to: all artists are among them. */
const EVERY = 2
/** So many more per track, whose sound lies between it and another one of its artist. */
const RELATIVES = 4
const MOST_DISTANT = 0.4
const NOISE = 0.03

export type SimulatedTrack = DemoTrack & { embedding: Float32Array }

/**
 * A catalogue large enough that nobody hears all they like in a session: composed tracks as the analyser hears them
 * (the first time takes minutes, then they are remembered under .cache), and relatives of the same artist and genre.
 */
export async function simulatedCatalogue(): Promise<SimulatedTrack[]> {
  const composed = demoTracks().filter((_, place) => place % EVERY === 0)
  const heard: SimulatedTrack[] = []
  for (const track of composed) {
    const { embedding } = await hearCached(`composed ${JSON.stringify(track)}`, () => renderDemoTrack(track))
    heard.push({ ...track, embedding })
  }
  return heard.flatMap((track) => [
    track,
    ...Array.from({ length: RELATIVES }, (_, i) => relative(track, { heard, i })),
  ])
}

function relative(
  track: SimulatedTrack,
  { heard, i }: { heard: readonly SimulatedTrack[]; i: number },
): SimulatedTrack {
  const random = seededRandom(`relative ${i} of ${track.key}`)
  const siblings = heard.filter(({ artist, genre }) => artist === track.artist || genre === track.genre)
  const sibling = siblings[random.integer(siblings.length)]!
  const share = MOST_DISTANT * random.next()
  const embedding = track.embedding.map(
    (value, j) => (1 - share) * value + share * sibling.embedding[j]! + NOISE * random.normal(),
  )
  return {
    ...track,
    key: `${track.key}/${i + 1}`,
    title: `${track.title} No. ${i + 2}`,
    durationMs: track.durationMs + 7_000 * (i + 1), // another piece, no copy
    embedding,
  }
}
