import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const PlaylistFields = graphql(`
  fragment PlaylistFields on Playlist {
    id
    title
    isPublic
    isMine
    ownerName
    trackCount
    durationMs
    artworkUrls
  }
`)

export type PlaylistData = ResultOf<typeof PlaylistFields>

export const Playlists = graphql(
  `
    query Playlists($after: String) {
      playlists(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { cursor node { ...PlaylistFields } }
      }
    }
  `,
  [PlaylistFields],
)

export const PlaylistPageQuery = graphql(
  `
    query PlaylistPage($id: ID!, $after: String) {
      playlist(id: $id) {
        ...PlaylistFields
        items(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { cursor node { id track { ...TrackSummaryFields } } }
        }
      }
    }
  `,
  [PlaylistFields, TrackSummaryFields],
)

export type PlaylistOnPage = NonNullable<ResultOf<typeof PlaylistPageQuery>['playlist']>

export const CreatePlaylist = graphql(
  `
    mutation CreatePlaylist($title: String!, $trackIds: [ID!]) {
      createPlaylist(title: $title, trackIds: $trackIds) {
        __typename
        ... on CreatePlaylistPayload { playlist { ...PlaylistFields } }
        ... on UserError { code message }
      }
    }
  `,
  [PlaylistFields],
)

export const GeneratePlaylist = graphql(
  `
    mutation GeneratePlaylist($title: String!, $size: Int!, $variety: Int!, $genre: String, $playlistId: ID) {
      generatePlaylist(title: $title, size: $size, variety: $variety, genre: $genre, playlistId: $playlistId) {
        __typename
        ... on GeneratePlaylistPayload { playlist { ...PlaylistFields } }
        ... on UserError { code message }
      }
    }
  `,
  [PlaylistFields],
)

export const UpdatePlaylist = graphql(
  `
    mutation UpdatePlaylist($id: ID!, $title: String, $isPublic: Boolean) {
      updatePlaylist(id: $id, title: $title, isPublic: $isPublic) {
        __typename
        ... on UpdatePlaylistPayload { playlist { ...PlaylistFields } }
        ... on UserError { code message }
      }
    }
  `,
  [PlaylistFields],
)

export const DeletePlaylist = graphql(`
  mutation DeletePlaylist($id: ID!) {
    deletePlaylist(id: $id) {
      __typename
      ... on DeletePlaylistPayload { id }
      ... on UserError { code message }
    }
  }
`)

export const AddToPlaylistMutation = graphql(
  `
    mutation AddToPlaylist($id: ID!, $trackIds: [ID!]!) {
      addToPlaylist(id: $id, trackIds: $trackIds) {
        __typename
        ... on PlaylistItemsPayload { playlist { ...PlaylistFields } }
        ... on UserError { code message }
      }
    }
  `,
  [PlaylistFields],
)

export const RemoveFromPlaylist = graphql(
  `
    mutation RemoveFromPlaylist($id: ID!, $itemIds: [ID!]!) {
      removeFromPlaylist(id: $id, itemIds: $itemIds) {
        __typename
        ... on PlaylistItemsPayload { playlist { ...PlaylistFields } }
        ... on UserError { code message }
      }
    }
  `,
  [PlaylistFields],
)

export const MoveInPlaylist = graphql(`
  mutation MoveInPlaylist($id: ID!, $itemId: ID!, $to: Int!) {
    moveInPlaylist(id: $id, itemId: $itemId, to: $to) {
      __typename
      ... on PlaylistItemsPayload { playlist { id } }
      ... on UserError { code message }
    }
  }
`)

export const PathBetween = graphql(
  `
    query PathBetween($from: ID!, $to: ID!, $length: Int!) {
      pathBetween(fromTrackId: $from, toTrackId: $to, length: $length) { ...TrackSummaryFields }
    }
  `,
  [TrackSummaryFields],
)

export const PathStart = graphql(
  `
    query PathStart($id: ID!) {
      track(id: $id) { ...TrackSummaryFields }
    }
  `,
  [TrackSummaryFields],
)
