import type { QueueEntry } from '@/player/play-queue.ts'
import { feedEntry } from '@/player/queue-entry.ts'
import type { FeedPage } from './feed-query.ts'

/** The places of a feed as the player queues them. */
export function feedEntries({ edges }: FeedPage): QueueEntry[] {
  return edges.map(({ node }) => feedEntry(node.track, node.impressionId))
}
