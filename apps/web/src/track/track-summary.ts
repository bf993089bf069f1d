import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'

/** What a row, a card and the player show of a track. */
export const TrackSummaryFields = graphql(`
  fragment TrackSummaryFields on Track {
    id
    title
    durationMs
    genre
    artworkUrl
    analysisState
    artist { id name }
    album { id title }
    mine { liked disliked rating playCount }
  }
`)

export type TrackSummary = ResultOf<typeof TrackSummaryFields>
