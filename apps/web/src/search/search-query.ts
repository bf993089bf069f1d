import { AlbumCardFields } from '@/album/album-queries.ts'
import { ArtistCardFields } from '@/artist/artist-queries.ts'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const SearchQuery = graphql(
  `
    query Search($query: String!) {
      search(query: $query, first: 20) {
        tracks { ...TrackSummaryFields }
        artists { ...ArtistCardFields }
        albums { ...AlbumCardFields }
        genres { name trackCount }
      }
    }
  `,
  [TrackSummaryFields, ArtistCardFields, AlbumCardFields],
)
