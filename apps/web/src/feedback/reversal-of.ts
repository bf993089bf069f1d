import type { FeedbackEvent } from './feedback-event.ts'

type Reversal = Pick<FeedbackEvent, 'type' | 'trackId' | 'rating' | 'undoes'>

/**
 * The signal that takes another one back. Likes, dislikes and ratings have an opposite of their own; a play
 * or a skip is a fact that can only be struck out by its id.
 */
export function reversalOf(event: FeedbackEvent, { ratingBefore }: { ratingBefore?: number | null } = {}): Reversal {
  const { trackId, clientEventId } = event
  switch (event.type) {
    case 'LIKE':
      return { type: 'UNLIKE', trackId }
    case 'UNLIKE':
      return { type: 'LIKE', trackId }
    case 'DISLIKE':
      return { type: 'UNDISLIKE', trackId }
    case 'UNDISLIKE':
      return { type: 'DISLIKE', trackId }
    case 'RATE':
    case 'UNRATE':
      return ratingBefore ? { type: 'RATE', trackId, rating: ratingBefore } : { type: 'UNRATE', trackId }
    case 'PLAY':
    case 'SKIP':
      return { type: 'UNDO', undoes: clientEventId }
    case 'UNDO':
      throw new TypeError('An undo is not undone: give the signal again.')
  }
}
