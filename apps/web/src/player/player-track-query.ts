import { graphql } from '@/graphql/graphql.ts'
import { TrackSummaryFields } from '@/track/track-summary.ts'

/** What the player shows besides the summary that the queue holds; also keeps its marks up to date. */
export const PlayerTrack = graphql(
  `
    query PlayerTrack($id: ID!) {
      track(id: $id) {
        ...TrackSummaryFields
        analysis { waveform }
      }
    }
  `,
  [TrackSummaryFields],
)
