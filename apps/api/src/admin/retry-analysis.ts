import { builder } from '../builder.ts'
import { type Context, requireAdmin } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { Track } from '../track-ref.ts'

const RetryAnalysisPayload = builder.objectRef<{ track: { id: string } }>('RetryAnalysisPayload').implement({
  fields: (t) => ({ track: t.expose('track', { type: Track }) }),
})

builder.mutationField('retryAnalysis', (t) =>
  t.field({
    type: RetryAnalysisPayload,
    description: 'For admins. Analyses a track once more that could not be analysed.',
    args: { trackId: t.arg.id({ required: true }) },
    errors: { types: [NotFoundError], union: { name: 'RetryAnalysisResult' }, directResult: true },
    resolve: async (_root, { trackId }, context) => {
      requireAdmin(context)
      return { track: await retryAnalysis(uuidOf('Track', trackId), context) }
    },
  }),
)

/** Without its failure the track is part of the backlog again. @throws NotFoundError */
async function retryAnalysis(trackId: string, { db, jobs }: Context): Promise<{ id: string }> {
  const track = await db.track.findUnique({ where: { id: trackId }, select: { id: true } })
  if (!track) throw new NotFoundError('This track')
  await db.analysisFailure.deleteMany({ where: { trackId } })
  await jobs.wake('analyse', { reason: 'retry' })
  return track
}
