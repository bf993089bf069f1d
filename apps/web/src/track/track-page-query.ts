import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from './track-summary.ts'

export const TrackAnalysisFields = graphql(`
  fragment TrackAnalysisFields on TrackAnalysis {
    modelVersion
    genreScores { label probability }
    segments { startMs endMs label probability genres { label probability } }
    waveform
    loudnessLufs
    tempoBpm
    musicalKey
  }
`)

export const TrackPageQuery = graphql(
  `
    query TrackPage($id: ID!) {
      track(id: $id) {
        ...TrackSummaryFields
        trackNumber
        year
        taggedGenre
        isDemo
        addedAt
        analysisError
        analysis { ...TrackAnalysisFields }
        mine { lastPlayedAt }
      }
    }
  `,
  [TrackSummaryFields, TrackAnalysisFields],
)

export const SimilarTracks = graphql(
  `
    query SimilarTracks($id: ID!, $metric: SimilarityMetric!) {
      track(id: $id) {
        id
        similarTracks(first: 12, metric: $metric) {
          similarity
          track { ...TrackSummaryFields }
        }
      }
    }
  `,
  [TrackSummaryFields],
)

export type TrackOnPage = NonNullable<ResultOf<typeof TrackPageQuery>['track']>
export type TrackAnalysis = ResultOf<typeof TrackAnalysisFields>
