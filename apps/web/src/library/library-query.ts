import { ArtistCardFields } from '@/artist/artist-queries.ts'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const LibraryQuery = graphql(
  `
    query Library {
      genres { name trackCount artworkUrl }
      artists(first: 50) { ...ArtistCardFields }
      history(first: 50) {
        pageInfo { hasNextPage endCursor }
        edges {
          cursor
          node { id type undone at playedMs positionMs rating context track { ...TrackSummaryFields } }
        }
      }
    }
  `,
  [ArtistCardFields, TrackSummaryFields],
)
