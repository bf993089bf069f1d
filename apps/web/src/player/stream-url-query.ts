import { graphql } from '@/graphql/graphql.ts'

/** Always asked anew: the token in the path expires. */
export const StreamUrl = graphql(`
  query StreamUrl($id: ID!) {
    track(id: $id) { id streamUrl }
  }
`)
