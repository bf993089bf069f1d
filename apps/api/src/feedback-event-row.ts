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
  const base = {
    id: row.clientEventId,
    trackId: row.trackId,
    atMs: row.occurredAt.getTime(),
    context: row.context,
    isPrivate: row.isPrivate,
  }
  const playedMs = row.playedMs ?? undefined
  const durationMs = row.durationMs ?? undefined
  switch (row.type) {
    case 'PLAY':
      return { ...base, type: row.type, playedMs, durationMs }
    case 'SKIP':
      return { ...base, type: row.type, positionMs: row.positionMs ?? undefined, playedMs, durationMs }
    case 'RATE':
      return { ...base, type: row.type, rating: row.rating as 1 | 2 | 3 | 4 | 5 }
    case 'UNDO':
      return { ...base, type: row.type, undoesEventId: row.undoesEventId! }
    default:
      return { ...base, type: row.type }
  }
}
