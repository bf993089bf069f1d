import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const Radio = graphql(
  `
    query Radio($trackId: ID, $artistId: ID, $genre: String, $playlistId: ID, $playedTrackIds: [ID!]) {
      radio(
        trackId: $trackId
        artistId: $artistId
        genre: $genre
        playlistId: $playlistId
        playedTrackIds: $playedTrackIds
        first: 12
      ) {
        impressionId
        track { ...TrackSummaryFields }
      }
    }
  `,
  [TrackSummaryFields],
)
