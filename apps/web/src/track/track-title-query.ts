import { graphql } from '@/graphql/graphql.ts'

export const TrackTitle = graphql(`
  query TrackTitle($id: ID!) {
    track(id: $id) { id title }
  }
`)
