import { queryFromInfo } from '@pothos/plugin-prisma'
import type { Prisma } from '@segue/prisma/generated/client/client'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { decodeCursor, encodeCursor, toConnection } from '../page.ts'
import { pageSize } from '../page-size.ts'
import { Track } from '../track-ref.ts'

const TrackEdge = builder.edgeObject({ type: Track, name: 'TrackEdge' })

export const TrackConnection = builder.objectRef<Awaited<ReturnType<typeof trackPage>>>('TrackConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [TrackEdge], resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.int({
      nullable: true,
      resolve: ({ where }, _args, { db }) => db.track.count({ where }),
    }),
  }),
})

export interface TrackPageRequest {
  where: Prisma.TrackWhereInput
  first?: number | null
  after?: string | null
}

const CURSOR = /^(\d{1,15}) ([0-9a-f-]{36})$/

/**
 * Newest first. The cursor is the last row's place in that order and not a row number, so that a list is complete and
 * without duplicates while tracks are added and removed.
 */
export async function trackPage({ where, first, after }: TrackPageRequest, { context, info }: PageContext) {
  const size = pageSize(first, 50)
  const query = queryFromInfo({ context, info, path: ['edges', 'node'], select: { id: true, createdAt: true } })
  const rows = await context.db.track.findMany({
    ...query,
    where: after ? { AND: [where, isAfter(after)] } : where,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: size + 1,
  })
  const cursorOf = ({ id, createdAt }: (typeof rows)[number]) => encodeCursor([createdAt.getTime(), id])
  return { where, ...toConnection(rows, { size, after, cursorOf }) }
}

interface PageContext {
  context: Context
  info: GraphQLResolveInfo
}

function isAfter(cursor: string): Prisma.TrackWhereInput {
  const [createdMs, id] = decodeCursor(cursor, CURSOR)
  const createdAt = new Date(Number(createdMs))
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }] }
}
