import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const HistoryQuery = graphql(
  `
    query History($first: Int!, $after: String) {
      history(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges {
          cursor
          node { id type undone at playedMs positionMs rating context track { ...TrackSummaryFields } }
        }
      }
    }
  `,
  [TrackSummaryFields],
)

export type HistoryEntry = ResultOf<typeof HistoryQuery>['history']['edges'][number]['node']
