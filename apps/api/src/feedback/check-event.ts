import type { FeedbackContext, FeedbackType } from '@segue/recommender/feedback-event'
import { InvalidInputError } from '../errors.ts'
import { isUuid, uuidOf } from '../global-id.ts'
import type { FeedbackEventInput } from './feedback-input.ts'

/** An event whose own fields make sense. For an UNDO the track is that of the event which it takes back. */
export interface CheckedEvent {
  clientEventId: string
  type: FeedbackType
  trackId: string | null
  occurredAt: Date
  playedMs: number | null
  durationMs: number | null
  positionMs: number | null
  rating: number | null
  context: FeedbackContext
  impressionId: string | null
  undoes: string | null
}

const CLOCK_TOLERANCE_MS = 60_000
const OLDEST_MS = 30 * 86_400_000
const LONGEST_TRACK_MS = 24 * 3_600_000
const LONGEST_IMPRESSION_ID = 200

/**
 * Events of a clock that runs ahead count as of now; very old ones are refused, since the taste of that time is past.
 * @throws InvalidInputError, NotFoundError that name the event
 */
export function checkEvent(event: FeedbackEventInput, nowMs: number): CheckedEvent {
  const { clientEventId, type } = event
  const refuse = (message: string, field: string): never => {
    throw new InvalidInputError(`Event ${clientEventId.slice(0, 80)}: ${message}`, field)
  }
  if (!isUuid(clientEventId)) refuse('its clientEventId is not a UUID.', 'clientEventId')
  const isUndo = type === 'UNDO'
  if (isUndo && !(event.undoes && isUuid(event.undoes)))
    refuse('UNDO needs the clientEventId that it undoes.', 'undoes')
  if (isUndo && event.undoes?.toLowerCase() === clientEventId.toLowerCase()) refuse('it undoes itself.', 'undoes')
  if (!isUndo && !event.trackId) refuse(`${type} needs a trackId.`, 'trackId')
  const rating = event.rating ?? null
  if (type === 'RATE' && (rating === null || rating < 1 || rating > 5)) refuse('a rating is 1 to 5.', 'rating')
  for (const field of ['playedMs', 'positionMs', 'durationMs'] as const) {
    const ms = event[field] ?? 0
    if (ms < 0 || ms > LONGEST_TRACK_MS) refuse(`${field} lies between 0 and a day.`, field)
  }
  if ((event.impressionId?.length ?? 0) > LONGEST_IMPRESSION_ID) refuse('its impressionId is too long.', 'impressionId')
  const atMs = event.at?.getTime() ?? nowMs
  if (atMs < nowMs - OLDEST_MS) refuse('it is older than 30 days.', 'at')
  return {
    clientEventId: clientEventId.toLowerCase(),
    type,
    trackId: isUndo ? null : uuidOf('Track', event.trackId!),
    occurredAt: new Date(atMs > nowMs + CLOCK_TOLERANCE_MS ? nowMs : atMs),
    playedMs: event.playedMs ?? null,
    durationMs: event.durationMs ?? null,
    positionMs: event.positionMs ?? null,
    rating: type === 'RATE' ? rating : null,
    context: event.context ?? 'OTHER',
    impressionId: event.impressionId ?? null,
    undoes: isUndo ? event.undoes!.toLowerCase() : null,
  }
}
