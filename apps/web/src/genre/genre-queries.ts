import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const Genres = graphql(`
  query Genres {
    genres { name trackCount artworkUrl }
  }
`)

export const GenrePageQuery = graphql(
  `
    query GenrePage($name: String!, $after: String) {
      genre(name: $name) {
        name
        trackCount
        tracks(first: 50, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { cursor node { ...TrackSummaryFields } }
        }
      }
    }
  `,
  [TrackSummaryFields],
)
