import { graphql } from '@/graphql/graphql.ts'

export const RecordFeedback = graphql(`
  mutation RecordFeedback($events: [FeedbackInput!]!) {
    recordFeedback(events: $events) {
      __typename
      ... on RecordFeedbackPayload {
        recorded
        duplicates
        tracks { id mine { liked disliked rating playCount } }
      }
      ... on UserError { code message }
    }
  }
`)
