'use client'

import { useMutation } from '@apollo/client/react'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { chosenEntry } from '@/player/queue-entry.ts'
import { useToast } from '@/toast/toast-context.tsx'
import { TrackRow } from '@/track/track-row.tsx'
import { IconButton } from '@/ui/icon-button.tsx'
import { moved } from './moved.ts'
import {
  AddToPlaylistMutation,
  MoveInPlaylist,
  type PlaylistOnPage,
  PlaylistPageQuery,
  Playlists,
  RemoveFromPlaylist,
} from './playlist-queries.ts'

type Item = PlaylistOnPage['items']['edges'][number]['node']

const context = 'PLAYLIST'

/** The tracks in their order; the owner drags them, or moves and removes them with buttons. */
export function PlaylistItems({ playlist }: { playlist: PlaylistOnPage }) {
  const { edges } = playlist.items
  const items = useMemo(() => edges.map(({ node }) => node), [edges])
  const [move] = useMutation(MoveInPlaylist, { refetchQueries: [PlaylistPageQuery] })
  const [remove] = useMutation(RemoveFromPlaylist, { refetchQueries: [PlaylistPageQuery, Playlists] })
  const [add] = useMutation(AddToPlaylistMutation, { refetchQueries: [PlaylistPageQuery, Playlists] })
  const show = useToast()
  const [dragged, setDragged] = useState<number>()
  const [over, setOver] = useState<number>()
  const [asMoved, setAsMoved] = useState<{ of: readonly Item[]; items: Item[] }>()
  const shown = asMoved?.of === items ? asMoved.items : items

  function moveTo(from: number, to: number) {
    if (to < 0 || to >= shown.length || from === to) return
    setAsMoved({ of: items, items: moved(shown, from, to) })
    void move({ variables: { id: playlist.id, itemId: shown[from].id, to } }).catch(() => setAsMoved(undefined))
  }

  async function takeOut({ id, track }: Item) {
    await remove({ variables: { id: playlist.id, itemIds: [id] } })
    const putBack = () => void add({ variables: { id: playlist.id, trackIds: [track.id] } })
    show({ text: `“${track.title}” is out of the playlist`, action: { label: 'Put back at the end', run: putBack } })
  }

  return (
    <ol aria-label={`Tracks of ${playlist.title}`} className="-mx-2 flex list-none flex-col">
      {shown.map((item, place) => (
        <TrackRow
          key={item.id}
          track={item.track}
          encounter={{ context }}
          entries={() => shown.slice(place).map(({ track }) => chosenEntry(track, { context }))}
          drag={
            playlist.isMine
              ? {
                  draggable: true,
                  onDragStart: () => setDragged(place),
                  onDragOver: (event) => {
                    event.preventDefault()
                    setOver(place)
                  },
                  onDragEnd: () => setDragged(undefined),
                  onDrop: () => {
                    if (dragged !== undefined) moveTo(dragged, place)
                    setDragged(undefined)
                  },
                }
              : undefined
          }
          isDropTarget={dragged !== undefined && over === place && dragged !== place}
          actions={
            playlist.isMine && (
              <div className="shows-on-hover flex">
                <IconButton
                  icon={ArrowUp}
                  size="small"
                  label={`Move ${item.track.title} up`}
                  disabled={place === 0}
                  onClick={() => moveTo(place, place - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  size="small"
                  label={`Move ${item.track.title} down`}
                  disabled={place === shown.length - 1}
                  onClick={() => moveTo(place, place + 1)}
                />
                <IconButton
                  icon={X}
                  size="small"
                  label={`Remove ${item.track.title} from the playlist`}
                  onClick={() => void takeOut(item)}
                />
              </div>
            )
          }
        />
      ))}
    </ol>
  )
}
