import { AnalysisState } from '../analysis-state.ts'
import { builder } from '../builder.ts'
import { requireAdmin } from '../context.ts'
import { globalId } from '../global-id.ts'
import { noticeStream } from '../notice-stream.ts'
import type { NoticePayloads } from '../notices/notices.ts'
import { Track } from '../track-ref.ts'

type Progress = NoticePayloads['analysis-progress']

const UserErrorInfo = builder.objectRef<NonNullable<Progress['error']>>('UserErrorInfo').implement({
  fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message') }),
})

const AnalysisProgress = builder.objectRef<Progress>('AnalysisProgress').implement({
  fields: (t) => ({
    trackId: t.id({ resolve: ({ trackId }) => globalId('Track', trackId) }),
    track: t.prismaField({
      type: Track,
      nullable: true,
      description: 'Absent when it was deleted meanwhile.',
      resolve: (query, { trackId }, _args, { db }) => db.track.findUnique({ ...query, where: { id: trackId } }),
    }),
    state: t.expose('state', { type: AnalysisState }),
    step: t.exposeString('step'),
    percent: t.exposeInt('percent', { description: 'Of this track.' }),
    pending: t.int({
      description: 'So many tracks wait or are being listened to.',
      resolve: (_progress, _args, { db }) => db.track.count({ where: { analysis: null, analysisFailure: null } }),
    }),
    error: t.expose('error', { type: UserErrorInfo, nullable: true }),
  }),
})

builder.subscriptionField('analysisProgress', (t) =>
  t.field({
    type: AnalysisProgress,
    description: 'For admins: every step of every track’s analysis.',
    subscribe: (_root, _args, context) => {
      requireAdmin(context)
      return noticeStream<Progress>((push) => context.notices.subscribe('analysis-progress', push))
    },
    resolve: (progress) => progress,
  }),
)
