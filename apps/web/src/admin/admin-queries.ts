import { graphql } from '@/graphql/graphql.ts'

export const CatalogueStatus = graphql(`
  query CatalogueStatus {
    catalogueStatus {
      tracks artists albums listeners events analysed pending failed modelVersion
      tasteModel { id trainedAt events listeners tracks }
      demo { tracks rendered isRendering }
    }
  }
`)

const AdminTrackFields = graphql(`
  fragment AdminTrackFields on Track { id title artist { id name } analysisState analysisError addedAt }
`)

export const FailedTracks = graphql(
  `
    query FailedTracks($after: String) {
      tracks(first: 50, after: $after, state: FAILED) {
        pageInfo { hasNextPage endCursor }
        edges { cursor node { ...AdminTrackFields } }
      }
    }
  `,
  [AdminTrackFields],
)

export const RetryAnalysis = graphql(`
  mutation RetryAnalysis($trackId: ID!) {
    retryAnalysis(trackId: $trackId) {
      __typename
      ... on RetryAnalysisPayload { track { id analysisState analysisError } }
      ... on UserError { code message }
    }
  }
`)

export const DeleteTrack = graphql(`
  mutation DeleteTrack($id: ID!) {
    deleteTrack(id: $id) {
      __typename
      ... on DeleteTrackPayload { id }
      ... on UserError { code message }
    }
  }
`)

export const AnalysisProgress = graphql(`
  subscription AnalysisProgress {
    analysisProgress {
      trackId state step percent pending
      error { code message }
      track { id title analysisState analysisError }
    }
  }
`)
