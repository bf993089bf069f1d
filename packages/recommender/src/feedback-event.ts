/** Where the listener met the track: it decides how much a skip or a play says about their taste. */
export type FeedbackContext = 'FEED' | 'SEARCH' | 'RADIO' | 'PLAYLIST' | 'ALBUM' | 'OTHER'

interface EventBase {
  /** unique per listener, chosen by the client */
  id: string
  trackId: string
  atMs: number
  context?: FeedbackContext
  /** heard in a private session: never enters the taste */
  isPrivate?: boolean
}

export interface PlayEvent extends EventBase {
  type: 'PLAY'
  playedMs?: number
  durationMs?: number
}

export interface SkipEvent extends EventBase {
  type: 'SKIP'
  /** where in the track the listener left it */
  positionMs?: number
  playedMs?: number
  durationMs?: number
}

export interface RateEvent extends EventBase {
  type: 'RATE'
  rating: 1 | 2 | 3 | 4 | 5
}

export interface SentimentEvent extends EventBase {
  type: 'LIKE' | 'UNLIKE' | 'DISLIKE' | 'UNDISLIKE' | 'UNRATE'
}

/** Takes back exactly one earlier event of the same listener, another UNDO included. */
export interface UndoEvent extends EventBase {
  type: 'UNDO'
  undoesEventId: string
}

/** One fact of the feedback log. Facts are never edited: an UNDO is a later fact about an earlier one. */
export type FeedbackEvent = PlayEvent | SkipEvent | RateEvent | SentimentEvent | UndoEvent

export type FeedbackType = FeedbackEvent['type']
