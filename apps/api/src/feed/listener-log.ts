import type { Db } from '@segue/prisma/client'
import type { FeedbackContext, FeedbackEvent, FeedbackType } from '@segue/recommender/feedback-event'

interface EventRow {
  id: string
  sequence: bigint
  type: FeedbackType
  trackId: string
  atMs: number
  playedMs: number | null
  durationMs: number | null
  positionMs: number | null
  rating: number | null
  context: FeedbackContext
  isPrivate: boolean
  undoesEventId: string | null
}

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
  const rows = await db.$queryRaw<EventRow[]>`
    select "clientEventId" as id, sequence, type::text, "trackId", "playedMs", "durationMs", "positionMs",
      rating::int, context::text, "isPrivate", "undoesEventId",
      (extract(epoch from "occurredAt") * 1000)::float8 as "atMs"
    from "FeedbackEvent"
    where "listenerId" = ${listenerId}::uuid and sequence <= ${upTo ?? MAX_SEQUENCE}::bigint
    order by sequence`
  return { events: rows.map(toEvent), lastSequence: rows.at(-1)?.sequence ?? 0n }
}

const MAX_SEQUENCE = 9_223_372_036_854_775_807n

function toEvent({ playedMs, durationMs, positionMs, rating, undoesEventId, sequence: _, ...row }: EventRow) {
  const event = {
    ...row,
    playedMs: playedMs ?? undefined,
    durationMs: durationMs ?? undefined,
    positionMs: positionMs ?? undefined,
    rating: rating ?? undefined,
    undoesEventId: undoesEventId ?? undefined,
  }
  return event as FeedbackEvent // the columns that a type needs were checked when it was recorded
}
