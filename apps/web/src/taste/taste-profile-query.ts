import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

export const TasteProfile = graphql(
  `
    query TasteProfile {
      tasteProfile {
        eventCount
        genres { genre share }
        evidence { weight track { ...TrackSummaryFields } }
      }
    }
  `,
  [TrackSummaryFields],
)
