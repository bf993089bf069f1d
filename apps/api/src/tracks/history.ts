import { queryFromInfo } from '@pothos/plugin-prisma'
import { undoneEventIds } from '@segue/recommender/effective-events'
import { batchLoader } from '../batch-loader.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { FeedbackContext } from '../feedback-context.ts'
import { TASTE_COLUMNS, toFeedbackEvent } from '../feedback-event-row.ts'
import { FeedbackType } from '../feedback-type.ts'
import { decodeCursor, encodeCursor, toConnection } from '../page.ts'
import { pageSize } from '../page-size.ts'
import { Track } from '../track-ref.ts'

const HistoryEntry = builder.prismaObject('FeedbackEvent', {
  name: 'HistoryEntry',
  description: 'One thing that the listener did.',
  select: { listenerId: true, clientEventId: true },
  fields: (t) => ({
    id: t.exposeID('clientEventId', { description: 'The event’s `clientEventId`: an UNDO names it.' }),
    type: t.expose('type', { type: FeedbackType }),
    track: t.relation('track', { type: Track }),
    at: t.expose('occurredAt', { type: 'DateTime' }),
    playedMs: t.exposeInt('playedMs', { nullable: true }),
    positionMs: t.exposeInt('positionMs', { nullable: true }),
    rating: t.exposeInt('rating', { nullable: true }),
    context: t.expose('context', { type: FeedbackContext }),
    undone: t.boolean({
      description: 'The listener took it back.',
      resolve: ({ clientEventId }, _args, context) => isUndone(clientEventId, context),
    }),
  }),
})

const isUndone = batchLoader<boolean>({
  absent: false,
  async load(eventIds, context) {
    const { listenerId } = requireListener(context)
    const events = { listenerId, clientEventId: { in: eventIds } }
    const rows = await context.db.feedbackEvent.findMany({
      where: { listenerId, type: 'UNDO', track: { events: { some: events } } },
      select: TASTE_COLUMNS,
    })
    return new Map([...undoneEventIds(rows.map(toFeedbackEvent))].map((id) => [id, true]))
  },
})

const HistoryEdge = builder.edgeObject({ type: HistoryEntry, name: 'HistoryEdge' })

const HistoryConnection = builder
  .objectRef<ReturnType<typeof toConnection<{ listenerId: string; clientEventId: string }>>>('HistoryConnection')
  .implement({
    fields: (t) => ({
      edges: t.field({ type: [HistoryEdge], resolve: ({ edges }) => edges }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    }),
  })

builder.queryField('history', (t) =>
  t.field({
    type: HistoryConnection,
    description: 'What the signed-in listener did, newest first. What was taken back is there and marked.',
    args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
    resolve: async (_root, { first, after }, context, info) => {
      const { listenerId } = requireListener(context)
      const size = pageSize(first, 50)
      const query = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { listenerId: true, clientEventId: true, sequence: true },
      })
      const rows = await context.db.feedbackEvent.findMany({
        ...query,
        where: {
          listenerId,
          type: { not: 'UNDO' },
          sequence: after ? { lt: BigInt(decodeCursor(after, /^(\d{1,18})$/)[0]) } : undefined,
        },
        orderBy: { sequence: 'desc' },
        take: size + 1,
      })
      return toConnection(rows, { size, after, cursorOf: ({ sequence }) => encodeCursor([sequence]) })
    },
  }),
)
