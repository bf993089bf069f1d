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
  const ordered = log.filter((event) => !event.isPrivate && !undone.has(event.id)).sort((a, b) => a.atMs - b.atMs)
  return lastWriteWins(ordered)
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

type Standing = { like?: FeedbackEvent; dislike?: FeedbackEvent; rating?: FeedbackEvent }

function lastWriteWins(ordered: readonly FeedbackEvent[]): EffectiveEvent[] {
  const standing = new Map<string, Standing>()
  for (const event of ordered) {
    const track = standing.get(event.trackId) ?? {}
    standing.set(event.trackId, track)
    if (event.type === 'LIKE') track.like = event
    else if (event.type === 'UNLIKE') track.like = undefined
    else if (event.type === 'DISLIKE') track.dislike = event
    else if (event.type === 'UNDISLIKE') track.dislike = undefined
    else if (event.type === 'RATE') track.rating = event
    else if (event.type === 'UNRATE') track.rating = undefined
  }
  return ordered.filter((event): event is EffectiveEvent => {
    const track = standing.get(event.trackId)!
    switch (event.type) {
      case 'PLAY':
      case 'SKIP':
        return true
      case 'RATE':
        return track.rating === event
      case 'LIKE':
        return track.like === event && !isLater(track.dislike, event, ordered)
      case 'DISLIKE':
        return track.dislike === event && !isLater(track.like, event, ordered)
      default:
        return false
    }
  })
}

function isLater(other: FeedbackEvent | undefined, event: FeedbackEvent, ordered: readonly FeedbackEvent[]): boolean {
  if (!other) return false
  if (other.atMs !== event.atMs) return other.atMs > event.atMs
  return ordered.indexOf(other) > ordered.indexOf(event)
}
