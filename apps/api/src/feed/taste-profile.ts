import { queryFromInfo } from '@pothos/plugin-prisma'
import { effectiveEvents } from '@segue/recommender/effective-events'
import { tasteProfile } from '@segue/recommender/taste-profile'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { Track } from '../track-ref.ts'
import { readListenerLog } from './listener-log.ts'

interface TasteProfileShape {
  genres: { genre: string; share: number }[]
  evidence: { track: typeof Track.$inferType; weight: number }[]
  eventCount: number
}

const GenreShare = builder.objectRef<TasteProfileShape['genres'][number]>('GenreShare').implement({
  fields: (t) => ({ genre: t.exposeString('genre'), share: t.exposeFloat('share') }),
})

const TasteEvidence = builder.objectRef<TasteProfileShape['evidence'][number]>('TasteEvidence').implement({
  fields: (t) => ({ track: t.expose('track', { type: Track }), weight: t.exposeFloat('weight') }),
})

const TasteProfile = builder.objectRef<TasteProfileShape>('TasteProfile').implement({
  fields: (t) => ({
    genres: t.expose('genres', { type: [GenreShare] }),
    evidence: t.expose('evidence', { type: [TasteEvidence] }),
    eventCount: t.exposeInt('eventCount'),
  }),
})

builder.queryField('tasteProfile', (t) =>
  t.field({
    type: TasteProfile,
    resolve: (_root, _args, context, info) => loadTasteProfile(context, info),
  }),
)

/** Weights are preference times confidence: above 0 speaks for a track, below 0 against it. */
async function loadTasteProfile(context: Context, info: GraphQLResolveInfo): Promise<TasteProfileShape> {
  const { listenerId } = requireListener(context)
  const { events } = await readListenerLog(context.db, { listenerId })
  const profile = tasteProfile(context.catalogue.current(), events)
  const evidence = [...profile.favourites, ...profile.aversions]
  const query = queryFromInfo({ context, info, typeName: 'Track', path: ['evidence', 'track'], select: { id: true } })
  const rows = await context.db.track.findMany({
    ...query,
    where: { id: { in: evidence.map(({ trackId }) => trackId) } },
  })
  const tracks = new Map(rows.map((row) => [row.id, row as typeof Track.$inferType]))
  return {
    genres: profile.genres,
    eventCount: effectiveEvents(events).length,
    evidence: evidence.flatMap(({ trackId, preference, confidence }) => {
      const track = tracks.get(trackId)
      return track ? [{ track, weight: preference * confidence }] : []
    }),
  }
}
