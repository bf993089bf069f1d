import { affinity } from '@segue/prisma/seed/affinity'
import type { DemoListener } from '@segue/prisma/seed/demo-listeners'
import { seededRandom } from '@segue/recommender/seeded-random'
import type { SimulatedTrack } from './simulated-catalogue.ts'

/** What a listener is offered, best first, and told of what they do. */
export interface Offering {
  next(count: number): Promise<readonly SimulatedTrack[]>
  react(track: SimulatedTrack, reaction: Reaction): Promise<void>
}

export interface Reaction {
  type: 'LIKE' | 'PLAY' | 'SKIP' | 'RATE'
  /** of the track */
  heardShare: number
  rating?: number
}

/** From here on a listener would say that they like a track. */
const LIKED = 0.5
const FIRST = [10, 20] as const
const ENOUGH = 0.8
export const LONGEST_SESSION = 50

export interface Session {
  /** tracks heard until 80 % of the first ten (twenty) offered are liked; undefined within LONGEST_SESSION */
  tracksUntil: Record<(typeof FIRST)[number], number | undefined>
  /** [tracks heard] share of the first ten that is liked */
  liked: number[]
}

/** One listener, who always hears the first track that is offered, until what is offered is right. */
export async function listen(listener: DemoListener, offering: Offering): Promise<Session> {
  const session: Session = { tracksUntil: { 10: undefined, 20: undefined }, liked: [] }
  for (let heard = 0; heard <= LONGEST_SESSION; heard++) {
    const offered = await offering.next(Math.max(...FIRST))
    for (const count of FIRST)
      if (likedShare(listener, offered.slice(0, count)) >= ENOUGH) session.tracksUntil[count] ??= heard
    session.liked.push(likedShare(listener, offered.slice(0, 10)))
    const track = offered[0]
    if (!track) break
    await offering.react(track, reactionOf(listener, track))
  }
  return session
}

function likedShare(listener: DemoListener, tracks: readonly SimulatedTrack[]): number {
  return tracks.filter((track) => affinity(listener, track) >= LIKED).length / Math.max(1, tracks.length)
}

/** The same listener does the same with the same track, whoever offers it: with some noise, not always, and seldom by words. */
function reactionOf(listener: DemoListener, track: SimulatedTrack): Reaction {
  const random = seededRandom(`${listener.key} hears ${track.key}`)
  const pleasure = affinity(listener, track) + 0.08 * random.normal()
  if (random.next() < 0.1) return { type: 'RATE', heardShare: 1, rating: clamp(Math.round(1 + 4.6 * pleasure), 1, 5) }
  if (pleasure > 0.6 && random.next() < 0.5) return { type: 'LIKE', heardShare: 1 }
  if (pleasure > 0.42) return { type: 'PLAY', heardShare: 0.7 + 0.3 * random.next() }
  return { type: 'SKIP', heardShare: clamp(pleasure * random.next(), 0.02, 0.5) }
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
