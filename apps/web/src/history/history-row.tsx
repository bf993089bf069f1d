'use client'

import clsx from 'clsx'
import { Ban, Heart, HeartOff, type LucideIcon, Play, RotateCcw, SkipForward, Star, StarOff, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Artwork } from '@/artwork/artwork.tsx'
import { useRecordFeedback } from '@/feedback/feedback-context.tsx'
import { formatDuration } from '@/track/format-duration.ts'
import { Button } from '@/ui/button.tsx'
import type { HistoryEntry } from './history-query.ts'

const icons: { [Type in HistoryEntry['type']]: LucideIcon } = {
  PLAY: Play,
  SKIP: SkipForward,
  LIKE: Heart,
  UNLIKE: HeartOff,
  DISLIKE: Ban,
  UNDISLIKE: RotateCcw,
  RATE: Star,
  UNRATE: StarOff,
  UNDO: Undo2,
}

export function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const record = useRecordFeedback()
  const [isUndoing, setIsUndoing] = useState(false)
  const { track, undone } = entry
  const Icon = icons[entry.type]
  const isGone = undone || isUndoing

  function undo() {
    setIsUndoing(true)
    record({ type: 'UNDO', undoes: entry.id })
  }

  return (
    <li className="group flex items-center gap-4 rounded-xl px-2 py-1.5 hover:bg-paper/5">
      <Artwork
        url={track.artworkUrl}
        alt=""
        seed={track.id}
        genre={track.genre}
        className="w-11! shrink-0 rounded-lg"
      />
      <div className={clsx('min-w-0 flex-1', isGone && 'opacity-50')}>
        <Link href={`/track/${track.id}`} className="block truncate text-[0.94rem] font-medium hover:underline">
          {track.title}
        </Link>
        <p className={clsx('flex items-center gap-1.5 truncate text-sm text-soft', isGone && 'line-through')}>
          <Icon className="size-3.5 shrink-0 text-tide" aria-hidden="true" />
          <span className="truncate">{sentence(entry)}</span>
        </p>
      </div>
      {isGone ? (
        <span className="text-sm text-faint">Taken back</span>
      ) : (
        <Button
          look="bare"
          className="shows-on-hover px-4 py-1.5"
          onClick={undo}
          aria-label={`Undo: ${sentence(entry)}, ${track.title}`}
        >
          Undo
        </Button>
      )}
      <time
        dateTime={entry.at}
        className="hidden min-w-14 shrink-0 whitespace-nowrap text-right sm:block text-sm text-faint tabular-nums"
      >
        {new Date(entry.at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
      </time>
    </li>
  )
}

function sentence({ type, track, playedMs, positionMs, rating }: HistoryEntry): string {
  const artist = track.artist.name
  switch (type) {
    case 'PLAY':
      return playedMs ? `Heard ${formatDuration(playedMs)} of ${artist}` : `Heard ${artist}`
    case 'SKIP':
      return positionMs ? `Skipped ${artist} at ${formatDuration(positionMs)}` : `Skipped ${artist}`
    case 'LIKE':
      return `Liked ${artist}`
    case 'UNLIKE':
      return `Took the like off ${artist}`
    case 'DISLIKE':
      return `Never suggest this by ${artist}`
    case 'UNDISLIKE':
      return `May suggest this by ${artist} again`
    case 'RATE':
      return `Rated ${artist} ${rating} of 5`
    case 'UNRATE':
      return `Took the stars off ${artist}`
    case 'UNDO':
      return `Took something back about ${artist}`
  }
}
