'use client'

import { Ban, Disc3, EllipsisVertical, ListEnd, ListPlus, ListStart, Mic2, Radio, Route } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { Encounter } from '@/feedback/feedback-event.ts'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import { usePlayer } from '@/player/player-context.tsx'
import { chosenEntry } from '@/player/queue-entry.ts'
import { useRadio } from '@/player/use-radio.ts'
import { AddToPlaylist } from '@/playlist/add-to-playlist.tsx'
import { useToast } from '@/toast/toast-context.tsx'
import { MenuItem } from '@/ui/menu-item.tsx'
import type { TrackSummary } from './track-summary.ts'

/** What else can be done with a track. */
export function TrackMenu({ track, encounter }: { track: TrackSummary; encounter: Encounter }) {
  const player = usePlayer()
  const router = useRouter()
  const show = useToast()
  const startRadio = useRadio()
  const { toggleDislike } = useTrackFeedback(track, encounter)
  const [isAdding, setAdding] = useState(false)
  const { album, artist } = track

  function queue(place: 'playNext' | 'addToQueue') {
    player[place](chosenEntry(track, encounter))
    show({ text: place === 'playNext' ? `“${track.title}” plays next` : `“${track.title}” is in the queue` })
  }

  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          aria-label={`More for ${track.title}`}
          className="shows-on-hover grid size-8 shrink-0 place-items-center rounded-full text-soft hover:bg-paper/8 hover:text-paper"
        >
          <EllipsisVertical className="size-4" aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="z-50 min-w-52 animate-[rise_140ms_var(--ease-out-soft)] rounded-2xl border border-line bg-raised p-1.5 shadow-float"
          >
            <MenuItem icon={ListStart} onSelect={() => queue('playNext')}>
              Play next
            </MenuItem>
            <MenuItem icon={ListEnd} onSelect={() => queue('addToQueue')}>
              Add to queue
            </MenuItem>
            <MenuItem icon={Radio} onSelect={() => startRadio({ trackId: track.id }, `“${track.title}”`)}>
              Start radio
            </MenuItem>
            <MenuItem icon={Route} onSelect={() => router.push(`/path?from=${encodeURIComponent(track.id)}`)}>
              Path to…
            </MenuItem>
            <MenuItem icon={ListPlus} onSelect={() => setAdding(true)}>
              Add to playlist…
            </MenuItem>
            <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
            <MenuItem icon={Mic2} onSelect={() => router.push(`/artist/${artist.id}`)}>
              Go to artist
            </MenuItem>
            {album && (
              <MenuItem icon={Disc3} onSelect={() => router.push(`/album/${album.id}`)}>
                Go to album
              </MenuItem>
            )}
            <MenuItem icon={Ban} onSelect={toggleDislike}>
              {track.mine.disliked ? 'May be suggested again' : 'Never suggest this'}
            </MenuItem>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isAdding && <AddToPlaylist track={track} onDone={() => setAdding(false)} />}
    </>
  )
}
