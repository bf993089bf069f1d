import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const FeedPageFields = graphql(
  `
    fragment FeedPageFields on FeedConnection {
      tasteDigest
      pageInfo { hasNextPage endCursor }
      edges {
        cursor
        node {
          impressionId
          score
          reason { kind text strength tracks { id title } }
          track { ...TrackSummaryFields }
        }
      }
    }
  `,
  [TrackSummaryFields],
)

export const Feed = graphql(
  `
    query Feed($first: Int!, $after: String) {
      feed(first: $first, after: $after) { ...FeedPageFields }
    }
  `,
  [FeedPageFields],
)

export const FeedChanged = graphql(
  `
    subscription FeedChanged {
      feedChanged {
        tasteDigest
        becauseOf
        trackId
        feed(first: 20) { ...FeedPageFields }
      }
    }
  `,
  [FeedPageFields],
)

export type FeedPage = ResultOf<typeof FeedPageFields>
export type FeedItem = FeedPage['edges'][number]['node']
export type FeedChange = ResultOf<typeof FeedChanged>['feedChanged']
