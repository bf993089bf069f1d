import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import { noticeStream } from '../notice-stream.ts'
import type { NoticePayloads } from '../notices/notices.ts'

type Progress = NoticePayloads['training-progress']

const TrainingProgress = builder.objectRef<Progress>('TrainingProgress').implement({
  fields: (t) => ({
    percent: t.exposeInt('percent', { description: 'Of the training, its evaluation included.' }),
  }),
})

builder.subscriptionField('trainingProgress', (t) =>
  t.field({
    type: TrainingProgress,
    description: 'For admins: how far a new taste model is, while one is trained.',
    subscribe: (_root, _args, context) => {
      requireAdmin(context)
      return noticeStream<Progress>((push) => context.notices.subscribe('training-progress', push), {
        latestOnly: true,
      })
    },
    resolve: (progress) => progress,
  }),
)
