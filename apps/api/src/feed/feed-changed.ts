import { effectiveEvents } from '@segue/recommender/effective-events'
import type { FeedbackType as EventType } from '@segue/recommender/feedback-event'
import { tasteDigest } from '@segue/recommender/taste-digest'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { FeedbackType } from '../feedback-type.ts'
import { globalId } from '../global-id.ts'
import { noticeStream } from '../notice-stream.ts'
import { FeedConnection, loadFeedPage } from './feed-connection.ts'
import { type ListenerLog, readListenerLog } from './listener-log.ts'

interface FeedChangeShape {
  listenerId: string
  becauseOf?: EventType
  trackId?: string
  /** read once for all that a client asks of one change */
  log?: Promise<ListenerLog>
}

/** While many tracks arrive, an open page asks again no more often than this. */
const CATALOGUE_PAUSE_MS = 2_000

const FeedChange = builder.objectRef<FeedChangeShape>('FeedChange').implement({
  description: 'What changed, so that an open page can ask again.',
  fields: (t) => ({
    tasteDigest: t.string({
      resolve: async (change, _args, { db }) => {
        const { events } = await logOf(change, db)
        return tasteDigest(effectiveEvents(events))
      },
    }),
    becauseOf: t.expose('becauseOf', { type: FeedbackType, nullable: true }),
    trackId: t.id({ nullable: true, resolve: ({ trackId }) => (trackId ? globalId('Track', trackId) : null) }),
    feed: t.field({
      type: FeedConnection,
      description: 'the first page of the new feed',
      args: { first: t.arg.int({ defaultValue: 20 }) },
      resolve: (change, { first }, context, info) =>
        loadFeedPage({ first, log: logOf(change, context.db) }, { context, info }),
    }),
  }),
})

function logOf(change: FeedChangeShape, db: Context['db']): Promise<ListenerLog> {
  change.log ??= readListenerLog(db, change)
  return change.log
}

builder.subscriptionField('feedChanged', (t) =>
  t.field({
    type: FeedChange,
    description:
      'Fires after each signal of the signed-in listener, from whatever client, and when a new model goes live.',
    subscribe: (_root, _args, context) => feedChanges(context),
    resolve: (change) => change,
  }),
)

/** Only the last change is kept for a client that is slower than the changes come. */
function feedChanges(context: Context): AsyncIterable<FeedChangeShape> {
  const { listenerId } = requireListener(context)
  const { notices, catalogue } = context
  return noticeStream<FeedChangeShape>(
    (push) => {
      let pause: NodeJS.Timeout | undefined
      const endings = [
        notices.subscribe('taste-changed', (notice) => {
          if (notice.listenerId === listenerId) push({ listenerId, becauseOf: notice.type, trackId: notice.trackId })
        }),
        catalogue.onChange(() => {
          pause ??= setTimeout(() => {
            pause = undefined
            push({ listenerId })
          }, CATALOGUE_PAUSE_MS)
        }),
        () => clearTimeout(pause),
      ]
      return () => {
        for (const end of endings) end()
      }
    },
    { latestOnly: true },
  )
}
