import type { FeedbackEvent } from './feedback-event.ts'

export type Mine = { liked: boolean; disliked: boolean; rating: number | null }

/** What a listener's own marks on a track become with one more signal, shown before the API answers. */
export function mineAfter<M extends Mine>(mine: M, event: Pick<FeedbackEvent, 'type' | 'rating'>): M {
  switch (event.type) {
    case 'LIKE':
      return { ...mine, liked: true, disliked: false }
    case 'UNLIKE':
      return { ...mine, liked: false }
    case 'DISLIKE':
      return { ...mine, liked: false, disliked: true }
    case 'UNDISLIKE':
      return { ...mine, disliked: false }
    case 'RATE':
      return { ...mine, rating: event.rating ?? mine.rating }
    case 'UNRATE':
      return { ...mine, rating: null }
    case 'PLAY':
    case 'SKIP':
    case 'UNDO':
      return mine
  }
}
