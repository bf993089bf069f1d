import { builder } from '../builder.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { Track } from '../track-ref.ts'
import { FeedbackInput } from './feedback-input.ts'
import { type RecordedFeedback, recordFeedback } from './record-feedback.ts'

const RecordFeedbackPayload = builder.objectRef<RecordedFeedback>('RecordFeedbackPayload').implement({
  fields: (t) => ({
    recorded: t.exposeInt('recorded', { description: 'Those recorded now; repeated ones are counted as duplicates.' }),
    duplicates: t.exposeInt('duplicates'),
    tracks: t.prismaField({
      type: [Track],
      resolve: (query, { trackIds }, _args, { db }) =>
        db.track.findMany({ ...query, where: { id: { in: trackIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
})

builder.mutationField('recordFeedback', (t) =>
  t.field({
    type: RecordFeedbackPayload,
    args: { events: t.arg({ type: [FeedbackInput], required: true }) },
    errors: {
      types: [InvalidInputError, NotFoundError],
      union: { name: 'RecordFeedbackResult' },
      directResult: true,
    },
    resolve: (_root, { events }, context) => recordFeedback(events, context),
  }),
)
