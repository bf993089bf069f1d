import type { Db } from '@segue/prisma/client'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { TASTE_COLUMNS, toFeedbackEvent } from '../feedback-event-row.ts'

export interface ListenerLog {
  /** in the order of arrival */
  events: FeedbackEvent[]
  /** of the last event; 0 for an empty log */
  lastSequence: bigint
}

/** @param upTo leaves out what arrived after this sequence number: the log as it was then */
export async function readListenerLog(
  db: Db,
  { listenerId, upTo }: { listenerId: string; upTo?: bigint },
): Promise<ListenerLog> {
  const rows = await db.feedbackEvent.findMany({
    where: { listenerId, sequence: { lte: upTo } },
    orderBy: { sequence: 'asc' },
    select: { ...TASTE_COLUMNS, sequence: true },
  })
  return { events: rows.map(toFeedbackEvent), lastSequence: rows.at(-1)?.sequence ?? 0n }
}
