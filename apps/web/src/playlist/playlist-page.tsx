'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { Globe, ListMusic, Lock, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/admin/confirm-button.tsx'
import { PlayAllButton } from '@/player/play-all-button.tsx'
import { RadioButton } from '@/player/radio-button.tsx'
import { TrackPageSkeleton } from '@/track/track-page-skeleton.tsx'
import { Button } from '@/ui/button.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { MoreOnScroll } from '@/ui/more-on-scroll.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageName } from '@/ui/page-name.tsx'
import { PlaylistCover } from './playlist-cover.tsx'
import { PlaylistItems } from './playlist-items.tsx'
import { playlistLength } from './playlist-length.ts'
import {
  DeletePlaylist,
  type PlaylistOnPage,
  PlaylistPageQuery,
  Playlists,
  UpdatePlaylist,
} from './playlist-queries.ts'
import { PlaylistTitle } from './playlist-title.tsx'

export function PlaylistPage({ id }: { id: string }) {
  const { data, error, refetch, fetchMore } = useQuery(PlaylistPageQuery, { variables: { id } })
  if (!data) return error ? <LoadFailure what="This playlist" onRetry={() => refetch()} /> : <TrackPageSkeleton />
  const { playlist } = data
  if (!playlist) return <Notice icon={ListMusic} title="This playlist is not here, or it is private" />
  const items = playlist.items.edges.map(({ node }) => node)
  const { hasNextPage, endCursor } = playlist.items.pageInfo
  return (
    <>
      <PageName>{playlist.title}</PageName>
      <PlaylistHeader playlist={playlist} tracks={items.map(({ track }) => track)} />
      <div className="mt-10">
        {items.length === 0 ? (
          <Notice icon={ListMusic} title="Nothing in it yet">
            Open the menu of any track and choose “Add to playlist”.
          </Notice>
        ) : (
          <PlaylistItems playlist={playlist} />
        )}
        {hasNextPage && <MoreOnScroll onMore={() => fetchMore({ variables: { after: endCursor } })} />}
      </div>
    </>
  )
}

type Tracks = PlaylistOnPage['items']['edges'][number]['node']['track'][]

function PlaylistHeader({ playlist, tracks }: { playlist: PlaylistOnPage; tracks: Tracks }) {
  const router = useRouter()
  const [update] = useMutation(UpdatePlaylist)
  const [remove] = useMutation(DeletePlaylist, { refetchQueries: [Playlists], awaitRefetchQueries: true })
  const { id, title, isMine, isPublic, ownerName } = playlist

  async function deleteIt() {
    await remove({ variables: { id } })
    router.push('/playlists')
  }

  return (
    <header className="flex flex-col items-center gap-6 text-center sm:flex-row sm:items-end sm:gap-9 sm:text-left">
      <div className="w-52 shrink-0 lg:w-64">
        <PlaylistCover urls={playlist.artworkUrls} title={title} className="rounded-3xl shadow-float" />
      </div>
      <div className="min-w-0 flex-1">
        <PlaylistTitle
          title={title}
          isMine={isMine}
          onRename={async (next) => void (await update({ variables: { id, title: next } }))}
        />
        <p className="mt-3 text-soft">
          {isMine ? '' : `${ownerName} · `}
          {playlistLength(playlist)}
        </p>
        <div className="mt-6 flex flex-wrap justify-center gap-2 sm:justify-start">
          <PlayAllButton tracks={tracks} context="PLAYLIST" />
          {tracks.length > 0 && <RadioButton seed={{ playlistId: id }} name={title} />}
          {isMine && (
            <>
              <Button
                look="bare"
                aria-pressed={isPublic}
                onClick={() => void update({ variables: { id, isPublic: !isPublic } })}
              >
                {isPublic ? (
                  <Globe className="size-4" aria-hidden="true" />
                ) : (
                  <Lock className="size-4" aria-hidden="true" />
                )}
                {isPublic ? 'Public' : 'Private'}
              </Button>
              <ConfirmButton
                label={`Delete ${title}`}
                question={`“${title}” goes for good. Its tracks stay in the catalogue.`}
                onConfirm={() => void deleteIt()}
              >
                <Trash2 className="size-4" aria-hidden="true" />
                Delete
              </ConfirmButton>
            </>
          )}
        </div>
      </div>
    </header>
  )
}
