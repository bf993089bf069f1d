import { queryFromInfo } from '@pothos/plugin-prisma'
import type { Prisma } from '@segue/prisma/generated/client/client'
import { artworkUrl } from '../artwork-url.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { findUuid, NO_UUID } from '../global-id.ts'
import { decodeCursor, encodeCursor, toConnection } from '../page.ts'
import { pageSize } from '../page-size.ts'
import { Playlist } from '../playlist-ref.ts'
import { playlistFigures } from './playlist-figures.ts'

const COVERS = 4

builder.prismaObjectFields(Playlist, (t) => ({
  trackCount: t.int({ resolve: async ({ id }, _args, context) => (await playlistFigures(id, context)).tracks }),
  durationMs: t.int({ resolve: async ({ id }, _args, context) => (await playlistFigures(id, context)).durationMs }),
  artworkUrls: t.stringList({
    description: 'Up to four different covers, of the first tracks.',
    select: {
      items: {
        orderBy: { position: 'asc' },
        take: 3 * COVERS,
        select: {
          track: {
            select: {
              title: true,
              artworkKey: true,
              artist: { select: { name: true } },
              album: { select: { title: true, artworkKey: true } },
            },
          },
        },
      },
    },
    resolve: ({ items }) => {
      const urls = items.map(({ track: { title, artworkKey, artist, album } }) =>
        artworkUrl(artworkKey ?? album?.artworkKey, artist.name, album?.title ?? title),
      )
      return [...new Set(urls)].slice(0, COVERS)
    },
  }),
}))

const PlaylistEdge = builder.edgeObject({ type: Playlist, name: 'PlaylistEdge' })

const PlaylistConnection = builder
  .objectRef<ReturnType<typeof toConnection<{ id: string }>>>('PlaylistConnection')
  .implement({
    fields: (t) => ({
      edges: t.field({ type: [PlaylistEdge], resolve: ({ edges }) => edges }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    }),
  })

builder.queryFields((t) => ({
  playlists: t.field({
    type: PlaylistConnection,
    description: "The signed-in listener's own, the last changed first.",
    args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
    resolve: async (_root, { first, after }, context, info) => {
      const { listenerId: ownerId } = requireListener(context)
      const size = pageSize(first, 50)
      const query = queryFromInfo({ context, info, path: ['edges', 'node'], select: { id: true, updatedAt: true } })
      const rows = await context.db.playlist.findMany({
        ...query,
        where: { ownerId, ...(after ? isAfter(after) : {}) },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        take: size + 1,
      })
      return toConnection(rows, {
        size,
        after,
        cursorOf: ({ id, updatedAt }) => encodeCursor([updatedAt.getTime(), id]),
      })
    },
  }),
  playlist: t.prismaField({
    type: Playlist,
    nullable: true,
    description: "One of the listener's own, or a public one.",
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, context) => {
      const { listenerId } = requireListener(context)
      return context.db.playlist.findFirst({
        ...query,
        where: { id: findUuid('Playlist', id) ?? NO_UUID, OR: [{ ownerId: listenerId }, { isPublic: true }] },
      })
    },
  }),
}))

function isAfter(cursor: string): Prisma.PlaylistWhereInput {
  const [changedMs, id] = decodeCursor(cursor, /^(\d{1,15}) ([0-9a-f-]{36})$/)
  const updatedAt = new Date(Number(changedMs))
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { gt: id } }] }
}
