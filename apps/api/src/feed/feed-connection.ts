import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { pageSize } from '../page-size.ts'
import { decodeFeedCursor, encodeFeedCursor } from './feed-cursor.ts'
import { FeedItem, type FeedItemShape } from './feed-item.ts'
import type { ListenerLog } from './listener-log.ts'
import { loadFeedItems } from './load-feed-items.ts'
import { makeFeed } from './make-feed.ts'

interface FeedPage {
  tasteDigest: string
  edges: { cursor: string; node: FeedItemShape }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string; endCursor?: string }
}

const PAGE_SIZE = 20
/** Ranking the whole catalogue costs more than reading a field. */
const RANKING_COST = 200

const FeedEdge = builder.objectRef<FeedPage['edges'][number]>('FeedEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: FeedItem }) }),
})

export const FeedConnection = builder.objectRef<FeedPage>('FeedConnection').implement({
  fields: (t) => ({
    edges: t.expose('edges', { type: [FeedEdge] }),
    pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    tasteDigest: t.exposeString('tasteDigest', {
      description: 'Changes exactly when the taste that made this feed changes.',
    }),
  }),
})

builder.queryField('feed', (t) =>
  t.field({
    type: FeedConnection,
    args: { first: t.arg.int({ defaultValue: PAGE_SIZE }), after: t.arg.string() },
    extensions: { cost: RANKING_COST },
    resolve: (_root, args, context, info) => loadFeedPage(args, { context, info }),
  }),
)

interface PageArguments {
  first?: number | null
  after?: string | null
  /** the listener's log as it is now, where it has been read already */
  log?: Promise<ListenerLog>
}

/** @throws UnauthenticatedError, InvalidInputError */
export async function loadFeedPage(
  { first, after, log }: PageArguments,
  { context, info }: { context: Context; info: GraphQLResolveInfo },
): Promise<FeedPage> {
  const { listenerId } = requireListener(context)
  const size = pageSize(first, PAGE_SIZE)
  const cursor = after ? decodeFeedCursor(after) : undefined
  const feed = await makeFeed({ listenerId, upTo: cursor?.lastSequence, log: cursor ? undefined : log }, context)
  const offset = cursor?.offset ?? 0
  const items = feed.items.slice(offset, offset + size)
  const nodes = await loadFeedItems({ feed, items, offset }, { context, info })
  const edges = nodes.map((node, place) => ({
    node,
    cursor: encodeFeedCursor({ offset: offset + place + 1, lastSequence: feed.lastSequence }),
  }))
  return {
    tasteDigest: feed.tasteDigest,
    edges,
    pageInfo: {
      hasNextPage: offset + size < feed.items.length,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  }
}
