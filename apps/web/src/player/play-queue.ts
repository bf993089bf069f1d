import type { Encounter } from '../feedback/feedback-event.ts'
import type { TrackSummary } from '../track/track-summary.ts'

/** One place in the queue; the same track may stand in several. */
export type QueueEntry = {
  key: string
  track: TrackSummary
  encounter: Encounter
  /** Put there from the feed or a radio to keep the music going, rather than chosen: a changed taste may replace it. */
  isFromFeed: boolean
}

/** What was played (oldest first), what plays, what comes. Never changed in place. */
export type PlayQueue = {
  past: readonly QueueEntry[]
  current: QueueEntry | null
  upcoming: readonly QueueEntry[]
}

const longestPast = 100

export const emptyQueue: PlayQueue = { past: [], current: null, upcoming: [] }

/** Starts anew with these entries; what played before can still be gone back to. */
export function startWith(queue: PlayQueue, [current, ...upcoming]: QueueEntry[]): PlayQueue {
  return current ? { past: pastAfter(queue), current, upcoming } : queue
}

export function toNext(queue: PlayQueue): PlayQueue {
  const [current, ...upcoming] = queue.upcoming
  return { past: pastAfter(queue), current: current ?? null, upcoming }
}

export function toPrevious(queue: PlayQueue): PlayQueue {
  const current = queue.past.at(-1)
  if (!current) return queue
  const upcoming = queue.current ? [queue.current, ...queue.upcoming] : queue.upcoming
  return { past: queue.past.slice(0, -1), current, upcoming }
}

/** Goes straight to an upcoming entry; those before it are left out. */
export function jumpTo(queue: PlayQueue, key: string): PlayQueue {
  const place = queue.upcoming.findIndex((entry) => entry.key === key)
  return place < 0 ? queue : toNext({ ...queue, upcoming: queue.upcoming.slice(place) })
}

export function playNext(queue: PlayQueue, entry: QueueEntry): PlayQueue {
  return { ...queue, upcoming: [entry, ...queue.upcoming] }
}

/** After the last chosen entry, before what only keeps the music going. */
export function addChosen(queue: PlayQueue, entry: QueueEntry): PlayQueue {
  const place = queue.upcoming.findLastIndex((other) => !other.isFromFeed) + 1
  return { ...queue, upcoming: queue.upcoming.toSpliced(place, 0, entry) }
}

export function remove(queue: PlayQueue, key: string): PlayQueue {
  return { ...queue, upcoming: queue.upcoming.filter((entry) => entry.key !== key) }
}

/** `random` gives numbers in [0, 1). */
export function shuffleUpcoming(queue: PlayQueue, random: () => number): PlayQueue {
  const upcoming = [...queue.upcoming]
  for (let last = upcoming.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[upcoming[last], upcoming[other]] = [upcoming[other], upcoming[last]]
  }
  return { ...queue, upcoming }
}

/**
 * Lets the part of the queue that came from the feed follow a changed feed. What plays and what was chosen
 * stays; tracks that are queued, playing or just heard do not come twice.
 */
export function followFeed(queue: PlayQueue, fromFeed: QueueEntry[], size: number): PlayQueue {
  const chosen = queue.upcoming.filter((entry) => !entry.isFromFeed)
  const known = new Set([...queue.past.slice(-30), ...chosen].map((entry) => entry.track.id))
  if (queue.current) known.add(queue.current.track.id)
  const fresh = fromFeed.filter((entry) => !known.has(entry.track.id)).slice(0, size)
  return { ...queue, upcoming: [...chosen, ...fresh] }
}

function pastAfter({ past, current }: PlayQueue) {
  return current ? [...past, current].slice(-longestPast) : past
}
