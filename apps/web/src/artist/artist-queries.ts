import type { ResultOf } from 'gql.tada'
import { AlbumCardFields } from '@/album/album-queries.ts'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const ArtistCardFields = graphql(`
  fragment ArtistCardFields on Artist { id name artworkUrl genres trackCount }
`)

export const ArtistPageQuery = graphql(
  `
    query ArtistPage($id: ID!, $after: String) {
      artist(id: $id) {
        ...ArtistCardFields
        albums { ...AlbumCardFields }
        tracks(first: 50, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { cursor node { ...TrackSummaryFields } }
        }
      }
    }
  `,
  [ArtistCardFields, AlbumCardFields, TrackSummaryFields],
)

export type ArtistCardData = ResultOf<typeof ArtistCardFields>
