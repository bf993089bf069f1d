import type { Db } from '@segue/prisma/client'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { type FeedbackEventRow, feedbackEventAt } from '../feedback-event-row.ts'

export interface ListenerLog {
  /** in the order of arrival */
  events: FeedbackEvent[]
  /** of the last event; 0 for an empty log */
  lastSequence: bigint
}

/**
 * As one JSON value: a log of hundreds of events is read for every feed, and rows of their own would take several times
 * as long on their way through the database client.
 * @param upTo leaves out what arrived after this sequence number: the log as it was then
 */
export async function readListenerLog(
  db: Db,
  { listenerId, upTo }: { listenerId: string; upTo?: bigint },
): Promise<ListenerLog> {
  const [row] = await db.$queryRaw<{ events: string; lastSequence: bigint | null }[]>`
    select coalesce(json_agg(event order by sequence)::text, '[]') as events, max(sequence) as "lastSequence"
    from (
      select "clientEventId", type, "trackId", (extract(epoch from "occurredAt") * 1000)::bigint as "atMs", "playedMs",
        "durationMs", "positionMs", rating, context, "isPrivate", "undoesEventId", sequence
      from "FeedbackEvent"
      where "listenerId" = ${listenerId}::uuid and sequence <= ${upTo ?? LAST_SEQUENCE}
    ) event`
  const events = JSON.parse(row!.events) as EventInJson[]
  return {
    events: events.map((event) => feedbackEventAt(event, event.atMs)),
    lastSequence: row!.lastSequence ?? 0n,
  }
}

type EventInJson = Omit<FeedbackEventRow, 'occurredAt'> & { atMs: number }

const LAST_SEQUENCE = 2n ** 63n - 1n
