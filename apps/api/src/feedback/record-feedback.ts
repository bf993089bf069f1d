import type { Db } from '@segue/prisma/client'
import { Prisma } from '@segue/prisma/generated/client/client'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { type CheckedEvent, checkEvent } from './check-event.ts'
import type { FeedbackEventInput } from './feedback-input.ts'

export const MOST_EVENTS = 500

export interface RecordedFeedback {
  recorded: number
  duplicates: number
  /** UUIDs of the tracks that the batch is about */
  trackIds: string[]
}

type RecordContext = Pick<Context, 'db' | 'viewer' | 'notices' | 'jobs' | 'config' | 'log'>

/**
 * Appends a batch of events, all or none. It returns when they are committed; sending them again changes nothing.
 *
 * One bad event (impossible values, a track that is gone, an UNDO of nothing) refuses the whole batch before anything
 * is written, and the error names it: the client drops that event and sends the others again.
 * @throws UnauthenticatedError, InvalidInputError, NotFoundError
 */
export async function recordFeedback(
  inputs: readonly FeedbackEventInput[],
  context: RecordContext,
): Promise<RecordedFeedback> {
  const { listenerId } = requireListener(context)
  if (inputs.length > MOST_EVENTS)
    throw new InvalidInputError(`At most ${MOST_EVENTS} events fit in one request.`, 'events')
  if (inputs.length === 0) return { recorded: 0, duplicates: 0, trackIds: [] }
  const nowMs = Date.now()
  const events = await aboutTracks(
    inputs.map((input) => checkEvent(input, nowMs)),
    { db: context.db, listenerId },
  )
  const sequences = await appendEvents(events, { db: context.db, listenerId })
  if (sequences.length > 0) tell(events.at(-1)!, { listenerId, context })
  if (isTrainingDue(sequences, context.config)) wakeTraining(context)
  return {
    recorded: sequences.length,
    duplicates: events.length - sequences.length,
    trackIds: [...new Set(events.map(({ trackId }) => trackId))],
  }
}

type EventOfTrack = CheckedEvent & { trackId: string }
type Log = { db: Db; listenerId: string }

/** Finds the track of every UNDO. @throws NotFoundError */
async function aboutTracks(events: CheckedEvent[], log: Log): Promise<EventOfTrack[]> {
  const trackOf = await tracksOfUndone(events, log)
  const complete = events.map((event) => ({ ...event, trackId: event.trackId ?? trackOf(event.undoes!) }))
  const undoOfNothing = complete.find(({ trackId }) => trackId === undefined)
  if (undoOfNothing)
    throw new NotFoundError(`Event ${undoOfNothing.undoes}, which ${undoOfNothing.clientEventId} undoes,`)
  return complete as EventOfTrack[]
}

/** What is taken back may have been recorded earlier or come in the same batch, and may be an UNDO itself. */
async function tracksOfUndone(events: readonly CheckedEvent[], { db, listenerId }: Log) {
  const undone = events.flatMap(({ undoes }) => (undoes ? [undoes] : []))
  const recorded =
    undone.length > 0
      ? await db.feedbackEvent.findMany({
          where: { listenerId, clientEventId: { in: undone } },
          select: { clientEventId: true, trackId: true },
        })
      : []
  const recordedTrack = new Map(recorded.map(({ clientEventId, trackId }) => [clientEventId, trackId]))
  const inBatch = new Map(events.map((event) => [event.clientEventId, event]))
  return (undoes: string): string | undefined => {
    const seen = new Set<string>()
    for (let id: string | null = undoes; id && !seen.has(id); id = inBatch.get(id)?.undoes ?? null) {
      seen.add(id)
      const trackId = recordedTrack.get(id) ?? inBatch.get(id)?.trackId
      if (trackId) return trackId
    }
    return undefined
  }
}

/** Which of the tracks is gone, or never was. @throws NotFoundError */
async function demandTracks(events: readonly EventOfTrack[], db: Db) {
  const trackIds = [...new Set(events.map(({ trackId }) => trackId))]
  const found = await db.track.findMany({ where: { id: { in: trackIds } }, select: { id: true } })
  if (found.length === trackIds.length) return
  const exists = new Set(found.map(({ id }) => id))
  const orphan = events.find(({ trackId }) => !exists.has(trackId))!
  throw new NotFoundError(`The track of event ${orphan.clientEventId}`)
}

/**
 * One statement, in the order of the batch. Whether the session is private is read in the same statement.
 * @returns the sequence numbers of those that were new
 */
async function appendEvents(events: readonly EventOfTrack[], { db, listenerId }: Log): Promise<number[]> {
  const column = <K extends keyof EventOfTrack>(key: K) => events.map((event) => event[key])
  try {
    const rows = await db.$queryRaw<{ sequence: bigint }[]>`
      insert into "FeedbackEvent" ("listenerId", "clientEventId", "type", "trackId", "occurredAt", "playedMs",
        "durationMs", "positionMs", "rating", "context", "impressionId", "isPrivate", "undoesEventId")
      select listener.id, event.id, event.type::"FeedbackType", event.track, event.at, event.played,
        event.duration, event.position, event.rating, event.context::"FeedbackContext", event.impression,
        listener."privateSession", event.undoes
      from unnest(
        ${column('clientEventId')}::uuid[], ${column('type')}::text[], ${column('trackId')}::uuid[],
        ${column('occurredAt')}::timestamptz[], ${column('playedMs')}::int[], ${column('durationMs')}::int[],
        ${column('positionMs')}::int[], ${column('rating')}::smallint[], ${column('context')}::text[],
        ${column('impressionId')}::text[], ${column('undoes')}::uuid[]
      ) with ordinality as event (id, type, track, at, played, duration, position, rating, context, impression,
        undoes, place)
      join "Listener" listener on listener.id = ${listenerId}::uuid
      order by event.place
      on conflict do nothing
      returning sequence`
    return rows.map(({ sequence }) => Number(sequence))
  } catch (error) {
    if (isForeignKeyViolation(error)) await demandTracks(events, db)
    throw error
  }
}

function isForeignKeyViolation(error: unknown) {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.message.includes('23503')
}

/** After the commit; the log holds the truth, so a lost notice only makes an open page late. */
function tell(
  { type, trackId }: EventOfTrack,
  { listenerId, context }: { listenerId: string; context: RecordContext },
) {
  context.notices
    .publish('taste-changed', { listenerId, type, trackId })
    .catch((error) => context.log.warn({ err: error }, 'nobody could be told of a changed taste'))
}

/** Numbers run through all listeners' events: whoever records each n-th one wakes the training. */
function isTrainingDue(
  sequences: readonly number[],
  { retrainAfterEvents }: Pick<Context['config'], 'retrainAfterEvents'>,
) {
  return sequences.some((sequence) => sequence % retrainAfterEvents === 0)
}

function wakeTraining({ jobs, log }: RecordContext) {
  jobs
    .wake('train', { reason: 'new events' })
    .catch((error) => log.warn({ err: error }, 'the training could not be woken'))
}
