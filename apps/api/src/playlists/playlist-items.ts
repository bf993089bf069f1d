import { queryFromInfo } from '@pothos/plugin-prisma'
import { builder } from '../builder.ts'
import { globalId } from '../global-id.ts'
import { decodeCursor, encodeCursor, toConnection } from '../page.ts'
import { pageSize } from '../page-size.ts'
import { Playlist } from '../playlist-ref.ts'
import { Track } from '../track-ref.ts'

const PlaylistItem = builder.prismaObject('PlaylistItem', {
  description: 'One place of a playlist; the same track may have several.',
  select: { id: true },
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('PlaylistItem', id) }),
    addedAt: t.expose('addedAt', { type: 'DateTime' }),
    track: t.relation('track', { type: Track }),
  }),
})

const PlaylistItemEdge = builder.edgeObject({ type: PlaylistItem, name: 'PlaylistItemEdge' })

const PlaylistItemConnection = builder
  .objectRef<ReturnType<typeof toConnection<{ id: string }>>>('PlaylistItemConnection')
  .implement({
    fields: (t) => ({
      edges: t.field({ type: [PlaylistItemEdge], resolve: ({ edges }) => edges }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    }),
  })

builder.prismaObjectField(Playlist, 'items', (t) =>
  t.field({
    type: PlaylistItemConnection,
    description: 'In their order.',
    args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
    resolve: async ({ id: playlistId }, { first, after }, context, info) => {
      const size = pageSize(first, 50)
      const query = queryFromInfo({ context, info, path: ['edges', 'node'], select: { id: true, position: true } })
      const rows = await context.db.playlistItem.findMany({
        ...query,
        where: { playlistId, position: after ? { gt: Number(decodeCursor(after, /^(\d{1,9})$/)[0]) } : undefined },
        orderBy: { position: 'asc' },
        take: size + 1,
      })
      return toConnection(rows, { size, after, cursorOf: ({ position }) => encodeCursor([position]) })
    },
  }),
)
