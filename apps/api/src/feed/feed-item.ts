import { builder } from '../builder.ts'
import { Track } from '../track-ref.ts'
import { Reason, type ReasonShape } from './reason.ts'

export interface FeedItemShape {
  track: typeof Track.$inferType
  reason: ReasonShape
  score: number
  impressionId: string
}

export const FeedItem = builder.objectRef<FeedItemShape>('FeedItem').implement({
  description: 'One place of a feed, with the reason why the track is there.',
  fields: (t) => ({
    track: t.expose('track', { type: Track }),
    reason: t.expose('reason', { type: Reason }),
    score: t.exposeFloat('score'),
    impressionId: t.exposeString('impressionId'),
  }),
})
