import { builder } from '../builder.ts'
import { FeedbackContext } from '../feedback-context.ts'
import { FeedbackType } from '../feedback-type.ts'

export const FeedbackInput = builder.inputType('FeedbackInput', {
  fields: (t) => ({
    clientEventId: t.id({
      required: true,
      description: 'A UUID that the client makes: sending the same event twice records it once.',
    }),
    type: t.field({ type: FeedbackType, required: true }),
    trackId: t.id({ description: 'Not needed for UNDO.' }),
    at: t.field({ type: 'DateTime', description: 'When it happened; now, if absent.' }),
    playedMs: t.int(),
    positionMs: t.int(),
    durationMs: t.int(),
    rating: t.int(),
    context: t.field({ type: FeedbackContext, defaultValue: 'OTHER' }),
    impressionId: t.string(),
    undoes: t.id({ description: 'For UNDO: the clientEventId of the event to take back.' }),
  }),
})

export type FeedbackEventInput = typeof FeedbackInput.$inferInput
