'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { ListMusic, ListPlus, Plus } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useToast } from '@/toast/toast-context.tsx'
import type { TrackSummary } from '@/track/track-summary.ts'
import { MenuItem, menuItemStyle } from '@/ui/menu-item.tsx'
import { AddToPlaylistMutation, PlaylistPageQuery, Playlists } from './playlist-queries.ts'
import { useNewPlaylist } from './use-new-playlist.ts'

/** Of a track's menu: the listener's playlists, to add it to one or to begin one with it. */
export function AddToPlaylist({ track }: { track: TrackSummary }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={`${menuItemStyle} cursor-pointer data-[state=open]:bg-paper/8`}>
        <ListPlus className="size-4 shrink-0" aria-hidden="true" /> Add to playlist
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="z-50 max-h-80 min-w-52 overflow-y-auto rounded-2xl border border-line bg-raised p-1.5 shadow-float">
          <PlaylistChoices track={track} />
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

function PlaylistChoices({ track }: { track: TrackSummary }) {
  const { data } = useQuery(Playlists)
  const [add] = useMutation(AddToPlaylistMutation, { refetchQueries: [PlaylistPageQuery, Playlists] })
  const newPlaylist = useNewPlaylist()
  const show = useToast()

  async function addTo(id: string, title: string) {
    const answer = await add({ variables: { id, trackIds: [track.id] } }).catch(() => undefined)
    const outcome = answer?.data?.addToPlaylist
    if (outcome?.__typename === 'PlaylistItemsPayload') show({ text: `“${track.title}” is in “${title}”` })
    else show({ text: outcome?.message ?? 'Segue does not answer. Please try again.' })
  }

  async function begin() {
    if (await newPlaylist(track.title, [track.id])) show({ text: `A playlist “${track.title}” begins with this track` })
  }

  return (
    <>
      <MenuItem icon={Plus} onSelect={() => void begin()}>
        New playlist
      </MenuItem>
      {data?.playlists.edges.map(({ node: { id, title } }) => (
        <MenuItem key={id} icon={ListMusic} onSelect={() => void addTo(id, title)}>
          <span className="max-w-60 truncate">{title}</span>
        </MenuItem>
      ))}
    </>
  )
}
