import { graphql } from '@/graphql/graphql.ts'

export const SettingsFields = graphql(`
  fragment SettingsFields on Listener {
    id
    settings {
      variety
      similarityMetric
      privateSession
      pickedGenres
      pickedArtists { id name }
      blockedArtists { id name artworkUrl }
    }
  }
`)

export const MySettings = graphql(
  `
    query MySettings {
      me { ...SettingsFields }
    }
  `,
  [SettingsFields],
)

export const UpdateSettings = graphql(
  `
    mutation UpdateSettings($settings: SettingsInput!) {
      updateSettings(settings: $settings) {
        __typename
        ... on UpdateSettingsPayload { listener { ...SettingsFields } }
        ... on UserError { code message }
      }
    }
  `,
  [SettingsFields],
)
