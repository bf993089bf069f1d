import { Album } from '../album-ref.ts'
import { Artist } from '../artist-ref.ts'
import { artworkUrl } from '../artwork-url.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { findUuid, NO_UUID } from '../global-id.ts'
import { Track } from '../track-ref.ts'

builder.prismaObjectFields(Album, (t) => ({
  artist: t.relation('artist', { type: Artist }),
  artworkUrl: t.string({
    nullable: true,
    select: { title: true, artworkKey: true, artist: { select: { name: true } } },
    resolve: ({ title, artworkKey, artist }) => artworkUrl(artworkKey, artist.name, title),
  }),
  tracks: t.relation('tracks', {
    type: Track,
    description: 'In the order of the record.',
    query: { orderBy: [{ trackNumber: { sort: 'asc', nulls: 'last' } }, { title: 'asc' }, { id: 'asc' }] },
  }),
}))

builder.queryField('album', (t) =>
  t.prismaField({
    type: Album,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, context) => {
      requireListener(context)
      return context.db.album.findUnique({ ...query, where: { id: findUuid('Album', id) ?? NO_UUID } })
    },
  }),
)
