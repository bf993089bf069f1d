import { ArtistCardFields } from '@/artist/artist-queries.ts'
import { graphql } from '@/graphql/graphql.ts'

export const WelcomeQuery = graphql(
  `
    query Welcome {
      me { id settings { pickedGenres pickedArtists { id name } } }
      genres { name trackCount artworkUrl }
      artists(first: 40) { ...ArtistCardFields }
    }
  `,
  [ArtistCardFields],
)
