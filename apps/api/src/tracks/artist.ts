import { Prisma } from '@segue/prisma/generated/client/client'
import { Album } from '../album-ref.ts'
import { Artist } from '../artist-ref.ts'
import { artworkUrl } from '../artwork-url.ts'
import { batchLoader } from '../batch-loader.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { findUuid, NO_UUID } from '../global-id.ts'
import { pageSize } from '../page-size.ts'
import { TrackConnection, trackPage } from './track-connection.ts'

builder.prismaObjectFields(Artist, (t) => ({
  trackCount: t.relationCount('tracks'),
  artworkUrl: t.string({
    nullable: true,
    select: {
      name: true,
      albums: { where: { artworkKey: { not: null } }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
    resolve: ({ name, albums }) => artworkUrl(albums[0]?.artworkKey, name),
  }),
  genres: t.stringList({
    description: 'Those of the tracks, most frequent first.',
    resolve: ({ id }, _args, context) => genresOf(id, context),
  }),
  albums: t.relation('albums', {
    type: Album,
    query: { orderBy: [{ year: { sort: 'desc', nulls: 'last' } }, { title: 'asc' }] },
  }),
  tracks: t.field({
    type: TrackConnection,
    args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
    resolve: ({ id }, { first, after }, context, info) =>
      trackPage({ where: { artistId: id }, first, after }, { context, info }),
  }),
}))

const genresOf = batchLoader<string[]>({
  absent: [],
  async load(artistIds, { db }) {
    const rows = await db.$queryRaw<{ artistId: string; genres: string[] }[]>(Prisma.sql`
      select "artistId", array_agg(genre order by tracks desc, genre) as genres
      from (
        select track."artistId", coalesce(track."taggedGenre", analysis.genre) as genre, count(*) as tracks
        from "Track" track left join "TrackAnalysis" analysis on analysis."trackId" = track.id
        where track."artistId" = any(${artistIds}::uuid[])
        group by 1, 2
      ) counted
      where genre is not null
      group by "artistId"`)
    return new Map(rows.map(({ artistId, genres }) => [artistId, genres]))
  },
})

builder.queryFields((t) => ({
  artist: t.prismaField({
    type: Artist,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, context) => {
      requireListener(context)
      return context.db.artist.findUnique({ ...query, where: { id: findUuid('Artist', id) ?? NO_UUID } })
    },
  }),
  artists: t.prismaField({
    type: [Artist],
    description: 'Those with the most tracks first.',
    args: { first: t.arg.int({ defaultValue: 50 }) },
    resolve: (query, _root, { first }, context) => {
      requireListener(context)
      return context.db.artist.findMany({
        ...query,
        where: { tracks: { some: {} } },
        orderBy: [{ tracks: { _count: 'desc' } }, { name: 'asc' }, { id: 'asc' }],
        take: pageSize(first, 50),
      })
    },
  }),
}))
