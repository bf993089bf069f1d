import type { FeedbackEvent, PlayEvent, RateEvent, SentimentEvent, SkipEvent, UndoEvent } from './feedback-event.ts'

/** A fact that still says something about the listener's taste. */
export type EffectiveEvent = PlayEvent | SkipEvent | RateEvent | (SentimentEvent & { type: 'LIKE' | 'DISLIKE' })

/**
 * What is left of a feedback log once everything that was taken back is gone, oldest first.
 *
 * - An UNDO removes the one event that it names; an UNDO of an UNDO brings that event back.
 * - UNLIKE, UNDISLIKE and UNRATE end all earlier likes, dislikes or ratings of the track.
 * - Of like and dislike the later one counts; of several likes, dislikes or ratings only the last.
 *   (Taking a dislike back therefore returns to the like before it.)
 * - Private events never count. An UNDO counts even if it is private: taking back reveals nothing.
 *
 * Events are taken in the order of `atMs`; events of one millisecond in the order given.
 */
export function effectiveEvents(log: readonly FeedbackEvent[]): EffectiveEvent[] {
  const undone = undoneEventIds(log)
  const counting = log.filter((event) => !event.isPrivate && (undone.size === 0 || !undone.has(event.id)))
  return lastWriteWins(isOrdered(counting) ? counting : counting.sort((a, b) => a.atMs - b.atMs))
}

/** A log is nearly always: it comes in the order of arrival. */
function isOrdered(events: readonly FeedbackEvent[]): boolean {
  for (let i = 1; i < events.length; i++) if (events[i].atMs < events[i - 1].atMs) return false
  return true
}

/** Ids of events that a standing UNDO takes back. An UNDO stands unless a standing UNDO takes it back in turn. */
export function undoneEventIds(log: readonly FeedbackEvent[]): Set<string> {
  const undosOf = new Map<string, UndoEvent[]>()
  for (const event of log) {
    if (event.type !== 'UNDO') continue
    undosOf.set(event.undoesEventId, [...(undosOf.get(event.undoesEventId) ?? []), event])
  }
  const isUndone = (eventId: string, path: readonly string[]): boolean =>
    (undosOf.get(eventId) ?? []).some((undo) => !path.includes(undo.id) && !isUndone(undo.id, [...path, eventId]))
  return new Set([...undosOf.keys()].filter((eventId) => isUndone(eventId, [eventId])))
}

/** By track id, the place of the last word of each kind; −1 where there is none or it was taken back. */
type Standing = { like: number; dislike: number; rating: number }

function lastWriteWins(ordered: readonly FeedbackEvent[]): EffectiveEvent[] {
  const standing = new Map<string, Standing>()
  for (let place = 0; place < ordered.length; place++) {
    const { type, trackId } = ordered[place]
    if (type === 'PLAY' || type === 'SKIP' || type === 'UNDO') continue
    let track = standing.get(trackId)
    if (!track) {
      track = { like: -1, dislike: -1, rating: -1 }
      standing.set(trackId, track)
    }
    if (type === 'LIKE') track.like = place
    else if (type === 'UNLIKE') track.like = -1
    else if (type === 'DISLIKE') track.dislike = place
    else if (type === 'UNDISLIKE') track.dislike = -1
    else if (type === 'RATE') track.rating = place
    else if (type === 'UNRATE') track.rating = -1
  }
  return ordered.filter((event, place): event is EffectiveEvent => {
    switch (event.type) {
      case 'PLAY':
      case 'SKIP':
        return true
      case 'RATE':
        return standing.get(event.trackId)!.rating === place
      case 'LIKE':
      case 'DISLIKE':
        return isLast(place, standing.get(event.trackId)!)
      default:
        return false
    }
  })
}

/** Of like and dislike. */
function isLast(place: number, { like, dislike }: Standing): boolean {
  return place === Math.max(like, dislike)
}
