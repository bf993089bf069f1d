import { clientEventId } from '@/feedback/client-event-id.ts'
import type { Encounter } from '@/feedback/feedback-event.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import type { QueueEntry } from './play-queue.ts'

/** A track that the listener chose, with where they met it. */
export function chosenEntry(track: TrackSummary, encounter: Encounter): QueueEntry {
  return { key: clientEventId(), track, encounter, isFromFeed: false }
}

/** A track that the feed offers, to keep the music going. */
export function feedEntry(track: TrackSummary, impressionId: string): QueueEntry {
  return { key: clientEventId(), track, encounter: { context: 'FEED', impressionId }, isFromFeed: true }
}

/** A track that a radio plays; a skip may replace it while it waits. */
export function stationEntry(track: TrackSummary, impressionId: string): QueueEntry {
  return { key: clientEventId(), track, encounter: { context: 'RADIO', impressionId }, isFromFeed: true }
}
