import type { Prisma } from '@segue/prisma/generated/client/client'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'

/** The columns of an event that taste is made of. */
export const TASTE_COLUMNS = {
  clientEventId: true,
  type: true,
  trackId: true,
  occurredAt: true,
  playedMs: true,
  durationMs: true,
  positionMs: true,
  rating: true,
  context: true,
  isPrivate: true,
  undoesEventId: true,
} as const satisfies Prisma.FeedbackEventSelect

export type FeedbackEventRow = Prisma.FeedbackEventGetPayload<{ select: typeof TASTE_COLUMNS }>

/** A row of the log as the recommender reads it. */
export function toFeedbackEvent(row: FeedbackEventRow): FeedbackEvent {
  return feedbackEventAt(row, row.occurredAt.getTime())
}

/** The same with its time at hand. Written out and without spreads, which take many times as long: a feed reads hundreds. */
export function feedbackEventAt(row: Omit<FeedbackEventRow, 'occurredAt'>, atMs: number): FeedbackEvent {
  const { clientEventId: id, type, trackId, context, isPrivate } = row
  const playedMs = row.playedMs ?? undefined
  const durationMs = row.durationMs ?? undefined
  switch (type) {
    case 'PLAY':
      return { id, trackId, atMs, context, isPrivate, type, playedMs, durationMs }
    case 'SKIP': {
      const positionMs = row.positionMs ?? undefined
      return { id, trackId, atMs, context, isPrivate, type, positionMs, playedMs, durationMs }
    }
    case 'RATE':
      return { id, trackId, atMs, context, isPrivate, type, rating: row.rating as 1 | 2 | 3 | 4 | 5 }
    case 'UNDO':
      return { id, trackId, atMs, context, isPrivate, type, undoesEventId: row.undoesEventId! }
    default:
      return { id, trackId, atMs, context, isPrivate, type }
  }
}
