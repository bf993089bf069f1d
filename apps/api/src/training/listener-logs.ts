import type { Db } from '@segue/prisma/client'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { TASTE_COLUMNS, toFeedbackEvent } from '../feedback-event-row.ts'

/** One listener's events in the order of arrival; `sequences[i]` is the number of `events[i]`. */
export interface NumberedLog {
  events: FeedbackEvent[]
  sequences: bigint[]
}

const BATCH = 20_000

/** By listener. What was private stays out of it; an UNDO counts always, since taking back reveals nothing. */
export async function readListenerLogs(db: Db): Promise<Map<string, NumberedLog>> {
  const logs = new Map<string, NumberedLog>()
  for (let after = 0n; ; ) {
    const rows = await db.feedbackEvent.findMany({
      where: { sequence: { gt: after }, OR: [{ isPrivate: false }, { type: 'UNDO' }] },
      orderBy: { sequence: 'asc' },
      take: BATCH,
      select: { ...TASTE_COLUMNS, listenerId: true, sequence: true },
    })
    for (const row of rows) {
      const log = logs.get(row.listenerId) ?? { events: [], sequences: [] }
      log.events.push(toFeedbackEvent(row))
      log.sequences.push(row.sequence)
      logs.set(row.listenerId, log)
    }
    if (rows.length < BATCH) return logs
    after = rows.at(-1)!.sequence
  }
}
