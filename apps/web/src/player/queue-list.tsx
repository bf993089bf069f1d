'use client'

import { X } from 'lucide-react'
import { Artwork } from '@/artwork/artwork.tsx'
import { IconButton } from '@/ui/icon-button.tsx'
import type { QueueEntry } from './play-queue.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** What comes: first what was chosen, then what the feed keeps the music going with. */
export function QueueList() {
  const upcoming = usePlayerState((state) => state.queue.upcoming)
  const station = usePlayerState((state) => state.station)
  const chosen = upcoming.filter((entry) => !entry.isFromFeed)
  const fromFeed = upcoming.filter((entry) => entry.isFromFeed)
  if (upcoming.length === 0) {
    return <p className="py-4 text-sm text-soft">Nothing yet. When this track ends, your feed takes over.</p>
  }
  return (
    <>
      <Entries entries={chosen} />
      {fromFeed.length > 0 && (
        <>
          <p className="pt-3 pb-1 text-xs text-faint">
            {station ? `Radio from ${station.name}, as it learns` : 'Then from your feed, as it learns'}
          </p>
          <Entries entries={fromFeed} />
        </>
      )}
    </>
  )
}

function Entries({ entries }: { entries: readonly QueueEntry[] }) {
  const player = usePlayer()
  return (
    <ul>
      {entries.map(({ key, track }) => (
        <li key={key} className="group -mx-2 flex items-center gap-1 rounded-xl pr-1 hover:bg-paper/6">
          <button
            type="button"
            aria-label={`Play ${track.title} now`}
            onClick={() => player.jumpTo(key)}
            className="flex min-w-0 flex-1 items-center gap-3 p-2 text-left"
          >
            <Artwork
              url={track.artworkUrl}
              alt=""
              seed={track.id}
              genre={track.genre}
              className="w-10! shrink-0 rounded-md"
            />
            <span className="min-w-0">
              <span className="block truncate text-sm font-medium">{track.title}</span>
              <span className="block truncate text-xs text-soft">{track.artist.name}</span>
            </span>
          </button>
          <IconButton
            icon={X}
            label={`Remove ${track.title} from the queue`}
            size="small"
            className="shows-on-hover"
            onClick={() => player.remove(key)}
          />
        </li>
      ))}
    </ul>
  )
}
