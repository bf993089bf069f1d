import { affinity } from '../affinity.ts'
import { hashText, type Random } from '../compose/random.ts'
import type { DemoListener } from '../demo-listeners.ts'
import type { DemoTrack } from '../demo-track.ts'
import type { DemoContext } from '../simulate-feedback.ts'

type Choosable = Pick<DemoTrack, 'key' | 'genre' | 'artist' | 'album'>

/** A track as one listener sees it: the liking, the chance to be shown, and what has happened between the two. */
export type Candidate<T> = {
  track: T
  liking: number
  shown: number
  enjoyedTimes: number
  liked: boolean
  refused: boolean
  rated: boolean
}

type Situation = { context: DemoContext; album: string | undefined; recent: readonly string[]; random: Random }

const SLATE_SIZE = 10

/** The catalogue through a listener's eyes before the first session. */
export function candidatesFor<T extends Choosable>(listener: DemoListener, tracks: readonly T[]): Candidate<T>[] {
  return tracks.map((track) => {
    const liking = affinity(listener, track)
    const taste = (0.02 + liking ** 2.2) * (1 - listener.curiosity) + 0.22 * listener.curiosity
    const shown = popularity(track) * taste
    return { track, liking, shown, enjoyedTimes: 0, liked: false, refused: false, rated: false }
  })
}

/** The next track: the album goes on, a favourite again, or one from a list whose top is seen first. */
export function chooseTrack<T extends Choosable>(
  listener: DemoListener,
  candidates: readonly Candidate<T>[],
  { context, album, recent, random }: Situation,
): Candidate<T> | undefined {
  const open = candidates.filter(({ track, refused }) => !refused && !recent.includes(track.key))
  if (open.length === 0) return undefined
  const nextOnAlbum = context === 'ALBUM' ? open.find(({ track }) => track.album === album) : undefined
  if (nextOnAlbum) return nextOnAlbum
  const favourites = open.filter(({ liked, enjoyedTimes }) => liked || enjoyedTimes >= 3)
  if (context === 'PLAYLIST' && favourites.length > 3) return random.pick(favourites)
  if (favourites.length > 0 && random.chance(0.2 * (1 - listener.curiosity))) return random.pick(favourites)
  return fromSlate(slate(open, random), { context, random })
}

/** Ten tracks as a service might show them: mostly to the listener's liking, partly what everybody plays. */
function slate<T>(open: readonly Candidate<T>[], random: Random): Candidate<T>[] {
  const weights = open.map(({ shown }) => shown)
  return Array.from({ length: SLATE_SIZE }, () => open[drawIndex(weights, random)])
}

/** The eye goes down the list; who searches knows what they want. */
function fromSlate<T>(
  shown: readonly Candidate<T>[],
  { context, random }: Pick<Situation, 'context' | 'random'>,
): Candidate<T> {
  if (context === 'SEARCH')
    return shown.reduce((best, candidate) => (candidate.liking > best.liking ? candidate : best))
  if (context === 'RADIO') return shown[0]
  const weights = shown.map(({ liking }, position) => (0.25 + liking) / (1 + position))
  return shown[drawIndex(weights, random)]
}

/** A long tail: the best known track is drawn some twenty times as often as the least known. */
const popularity = ({ key }: Choosable) => 1 / (0.025 + ((hashText(`fame/${key}`) >>> 8) & 1023) / 1023) ** 0.85

/** An index drawn in proportion to its weight. */
export function drawIndex(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const index = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return Math.max(0, index)
}
