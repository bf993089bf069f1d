'use client'

import { useQuery } from '@apollo/client/react'
import { ListMusic } from 'lucide-react'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { cardGrid } from '@/ui/card-grid.ts'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { MakePlaylistForm } from './make-playlist-form.tsx'
import { NewPlaylistButton } from './new-playlist-button.tsx'
import { PlaylistCard } from './playlist-card.tsx'
import { Playlists } from './playlist-queries.ts'

/** The listener's own playlists, and a form that has one made. */
export function PlaylistsPage() {
  const { data, error, refetch, fetchMore } = useQuery(Playlists)
  if (!data) return error ? <LoadFailure what="Your playlists" onRetry={() => refetch()} /> : <TrackListSkeleton />
  const { edges, pageInfo } = data.playlists
  return (
    <>
      <PageTitle aside={<NewPlaylistButton />}>Playlists</PageTitle>
      <MakePlaylistForm />
      {edges.length === 0 ? (
        <Notice icon={ListMusic} title="No playlists yet">
          Have one made above, or add a track to one from its menu.
        </Notice>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is a list
        <ul role="list" aria-label="Your playlists" className={`${cardGrid} mt-10`}>
          {edges.map(({ node }) => (
            <PlaylistCard key={node.id} playlist={node} />
          ))}
        </ul>
      )}
      {pageInfo.hasNextPage && <MoreOnScroll onMore={() => fetchMore({ variables: { after: pageInfo.endCursor } })} />}
    </>
  )
}
