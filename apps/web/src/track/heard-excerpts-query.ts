import type { ResultOf } from 'gql.tada'
import { graphql } from '@/graphql/graphql.ts'

/** Some 40 kB of pictures: asked for on their own, so that the rest of the page does not wait for them. */
export const HeardExcerpts = graphql(`
  query HeardExcerpts($id: ID!) {
    track(id: $id) {
      id
      analysis {
        excerpts {
          startMs
          endMs
          label
          probability
          bandHz
          attention
          spectrogram { frames bands values }
          heat { frames bands values }
          focus { fromMs toMs fromHz toHz }
        }
      }
    }
  }
`)

type HeardAnalysis = NonNullable<NonNullable<ResultOf<typeof HeardExcerpts>['track']>['analysis']>
export type HeardExcerpt = HeardAnalysis['excerpts'][number]
export type Picture = HeardExcerpt['heat']
