import { Artist } from '../artist-ref.ts'
import { builder } from '../builder.ts'
import { Listener } from '../listener-ref.ts'
import { metricOf } from '../metric-of.ts'
import { SimilarityMetric } from '../similarity-metric.ts'

export const ListenerSettings = builder.prismaObject('Listener', {
  variant: 'ListenerSettings',
  description: false,
  fields: (t) => ({
    variety: t.exposeInt('variety', {
      description: '0 = only the closest matches, 100 = as varied as possible.',
    }),
    similarityMetric: t.field({
      type: SimilarityMetric,
      select: { similarityMetric: true },
      resolve: ({ similarityMetric }) => metricOf(similarityMetric),
    }),
    pickedGenres: t.exposeStringList('pickedGenres'),
    pickedArtists: t.prismaField({
      type: [Artist],
      select: { pickedArtistIds: true },
      resolve: (query, { pickedArtistIds }, _args, { db }) =>
        db.artist.findMany({ ...query, where: { id: { in: pickedArtistIds } }, orderBy: { name: 'asc' } }),
    }),
    blockedArtists: t.prismaField({
      type: [Artist],
      select: { blockedArtistIds: true },
      resolve: (query, { blockedArtistIds }, _args, { db }) =>
        db.artist.findMany({ ...query, where: { id: { in: blockedArtistIds } }, orderBy: { name: 'asc' } }),
    }),
    privateSession: t.exposeBoolean('privateSession'),
  }),
})

builder.prismaObjectField(Listener, 'settings', (t) => t.variant(ListenerSettings))
