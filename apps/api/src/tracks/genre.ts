import type { Db } from '@segue/prisma/client'
import { artworkUrl } from '../artwork-url.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { Genre, type GenreTotals } from '../genre-ref.ts'
import { TrackConnection, trackPage } from './track-connection.ts'

builder.objectFields(Genre, (t) => ({
  artworkUrl: t.string({ nullable: true, resolve: ({ name }) => artworkUrl(undefined, 'genre', name) }),
  tracks: t.field({
    type: TrackConnection,
    args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
    resolve: ({ name }, { first, after }, context, info) => {
      const where = { OR: [{ taggedGenre: name }, { taggedGenre: null, analysis: { genre: name } }] }
      return trackPage({ where, first, after }, { context, info })
    },
  }),
}))

builder.queryFields((t) => ({
  genres: t.field({
    type: [Genre],
    description: 'Those with the most tracks first.',
    resolve: (_root, _args, context) => {
      requireListener(context)
      return listGenres(context.db)
    },
  }),
  genre: t.field({
    type: Genre,
    nullable: true,
    args: { name: t.arg.string({ required: true }) },
    resolve: async (_root, { name }, context) => {
      requireListener(context)
      return (await listGenres(context.db)).find((genre) => genre.name === name)
    },
  }),
}))

/** All names that a track's `genre` has, most tracks first. */
export function listGenres(db: Db): Promise<GenreTotals[]> {
  return db.$queryRaw<GenreTotals[]>`
    select coalesce(track."taggedGenre", analysis.genre) as name, count(*)::int as "trackCount"
    from "Track" track left join "TrackAnalysis" analysis on analysis."trackId" = track.id
    where coalesce(track."taggedGenre", analysis.genre) is not null
    group by 1
    order by 2 desc, 1`
}
