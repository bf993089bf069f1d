import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const AlbumCardFields = graphql(`
  fragment AlbumCardFields on Album { id title year artworkUrl artist { id name } }
`)

export const AlbumPageQuery = graphql(
  `
    query AlbumPage($id: ID!) {
      album(id: $id) {
        ...AlbumCardFields
        tracks { trackNumber ...TrackSummaryFields }
      }
    }
  `,
  [AlbumCardFields, TrackSummaryFields],
)

export type AlbumCardData = ResultOf<typeof AlbumCardFields>
