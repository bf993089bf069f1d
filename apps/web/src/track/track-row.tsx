'use client'

import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Artwork } from '@/artwork/artwork.tsx'
import type { Encounter } from '@/feedback/feedback-event.ts'
import { LikeButton } from '@/feedback/like-button.tsx'
import { StarRating } from '@/feedback/star-rating.tsx'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import { GenreChip } from '@/genre/genre-chip.tsx'
import { PlayButton } from '@/player/play-button.tsx'
import type { QueueEntry } from '@/player/play-queue.ts'
import { usePlayerState } from '@/player/player-context.tsx'
import { formatDuration } from './format-duration.ts'
import { TrackMenu } from './track-menu.tsx'
import type { TrackSummary } from './track-summary.ts'

type TrackRowProps = {
  track: TrackSummary
  encounter: Encounter
  entries: () => QueueEntry[]
  /** Shown before the duration, such as how similar the track is. */
  note?: ReactNode
  /** After the menu, such as what moves the track within its list. */
  actions?: ReactNode
  /** What makes the row draggable. */
  drag?: Pick<ComponentProps<'li'>, 'draggable' | 'onDragStart' | 'onDragOver' | 'onDragEnd' | 'onDrop'>
  isDropTarget?: boolean
}

export function TrackRow({ track, encounter, entries, note, actions, drag, isDropTarget }: TrackRowProps) {
  const { toggleLike, rate } = useTrackFeedback(track, encounter)
  const isCurrent = usePlayerState((state) => state.queue.current?.track.id === track.id)
  return (
    <li
      data-track-id={track.id}
      {...drag}
      className={clsx(
        'group flex items-center gap-3 rounded-xl px-2 py-1.5 transition-colors sm:gap-4',
        isCurrent ? 'bg-paper/8' : 'hover:bg-paper/5',
        track.mine.disliked && 'opacity-45',
        isDropTarget && 'ring-2 ring-ember',
      )}
    >
      <div className="relative w-12 shrink-0">
        <Artwork url={track.artworkUrl} alt="" seed={track.id} genre={track.genre} className="rounded-lg" />
        <PlayButton
          track={track}
          entries={entries}
          size="small"
          className="shows-on-hover absolute! inset-1.5 m-auto [@media(hover:none)]:bg-ink/55 [@media(hover:none)]:text-paper"
        />
      </div>
      <div className="min-w-0 flex-1">
        <Link
          href={`/track/${track.id}`}
          className={clsx('block truncate text-[0.94rem] font-medium hover:underline', isCurrent && 'text-ember')}
        >
          {track.title}
        </Link>
        <p className="truncate text-sm text-soft">
          <Link href={`/artist/${track.artist.id}`} className="hover:text-paper hover:underline">
            {track.artist.name}
          </Link>
          {track.album && (
            <span className="hidden sm:inline">
              {' · '}
              <Link href={`/album/${track.album.id}`} className="hover:text-paper hover:underline">
                {track.album.title}
              </Link>
            </span>
          )}
        </p>
      </div>
      <div className="hidden w-28 md:block">{track.genre && <GenreChip genre={track.genre} />}</div>
      {note && <div className="hidden w-24 text-right text-sm text-soft tabular-nums sm:block">{note}</div>}
      <div className="flex shrink-0 items-center">
        <StarRating
          title={track.title}
          rating={track.mine.rating}
          onRate={rate}
          className="shows-on-hover hidden! sm:flex!"
        />
        <LikeButton title={track.title} isLiked={track.mine.liked} onToggle={toggleLike} />
        <span className="hidden w-12 text-right text-sm text-faint tabular-nums sm:block">
          {formatDuration(track.durationMs)}
        </span>
        <TrackMenu track={track} encounter={encounter} />
        {actions}
      </div>
    </li>
  )
}
