import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const Radio = graphql(
  `
    query Radio($trackId: ID, $artistId: ID, $genre: String) {
      radio(trackId: $trackId, artistId: $artistId, genre: $genre, first: 25) {
        impressionId
        track { ...TrackSummaryFields }
      }
    }
  `,
  [TrackSummaryFields],
)
