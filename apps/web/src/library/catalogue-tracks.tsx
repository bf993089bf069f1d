'use client'

import { useQuery } from '@apollo/client/react'
import { graphql } from '@/graphql/graphql.ts'
import { TrackList } from '@/track/track-list.tsx'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { TrackSummaryFields } from '@/track/track-summary.ts'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'

const CatalogueTracksQuery = graphql(
  `
    query CatalogueTracks($after: String) {
      tracks(first: 30, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { cursor node { ...TrackSummaryFields } }
      }
    }
  `,
  [TrackSummaryFields],
)

/** Every track, in the order of the catalogue. */
export function CatalogueTracks() {
  const { data, error, refetch, fetchMore } = useQuery(CatalogueTracksQuery)
  if (!data) return error ? <LoadFailure what="The tracks" onRetry={() => refetch()} /> : <TrackListSkeleton />
  const { edges, pageInfo } = data.tracks
  return (
    <>
      <TrackList label="Tracks in the catalogue" tracks={edges.map(({ node }) => node)} context="OTHER" />
      {pageInfo.hasNextPage && <MoreOnScroll onMore={() => fetchMore({ variables: { after: pageInfo.endCursor } })} />}
    </>
  )
}
