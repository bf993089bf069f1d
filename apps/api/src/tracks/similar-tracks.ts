import { queryFromInfo } from '@pothos/plugin-prisma'
import { similarTracks } from '@segue/recommender/similar-tracks'
import { builder } from '../builder.ts'
import { pageSize } from '../page-size.ts'
import { SimilarityMetric } from '../similarity-metric.ts'
import { Track } from '../track-ref.ts'

const SimilarTrack = builder.objectRef<{ track: { id: string }; similarity: number }>('SimilarTrack').implement({
  fields: (t) => ({
    track: t.field({ type: Track, resolve: ({ track }) => track }),
    similarity: t.exposeFloat('similarity'),
  }),
})

/** What a scan of the catalogue's sound costs, in fields of a query. */
const SCAN_COST = 20

builder.prismaObjectField(Track, 'similarTracks', (t) =>
  t.field({
    type: [SimilarTrack],
    description: 'Tracks that sound like this one, most similar first; empty until it is analysed.',
    args: {
      first: t.arg.int({ defaultValue: 10 }),
      metric: t.arg({ type: SimilarityMetric, defaultValue: 'cosine' }),
    },
    extensions: { cost: SCAN_COST },
    resolve: async ({ id }, { first, metric }, context, info) => {
      const limit = pageSize(first, 10)
      const similar = similarTracks(context.catalogue.current(), id, { metric: metric ?? 'cosine', limit })
      const query = queryFromInfo({ context, info, path: ['track'], select: { id: true } })
      const rows = await context.db.track.findMany({
        ...query,
        where: { id: { in: similar.map((one) => one.trackId) } },
      })
      const byId = new Map(rows.map((row) => [row.id, row]))
      // the snapshot may still hold a track that was removed a moment ago
      return similar.flatMap(({ trackId, similarity }) => {
        const track = byId.get(trackId)
        return track ? [{ track, similarity }] : []
      })
    },
  }),
)
