'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import { DislikeButton } from '@/feedback/dislike-button.tsx'
import { LikeButton } from '@/feedback/like-button.tsx'
import { StarRating } from '@/feedback/star-rating.tsx'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import { GenreChip } from '@/genre/genre-chip.tsx'
import { PlayButton } from '@/player/play-button.tsx'
import type { QueueEntry } from '@/player/play-queue.ts'
import { usePlayerState } from '@/player/player-context.tsx'
import { SoundingBars } from '@/player/sounding-bars.tsx'
import type { FeedItem } from './feed-query.ts'
import { ReasonLine } from './reason-line.tsx'

type FeedCardProps = { item: FeedItem; entries: () => QueueEntry[] }

/** One place of the feed: a card on wide screens, a row on narrow ones. */
export function FeedCard({ item: { track, reason, impressionId }, entries }: FeedCardProps) {
  const { toggleLike, toggleDislike, rate } = useTrackFeedback(track, { context: 'FEED', impressionId })
  const isCurrent = usePlayerState((state) => state.queue.current?.track.id === track.id)
  return (
    <li
      data-track-id={track.id}
      className={clsx(
        'group relative flex gap-3.5 rounded-2xl p-2 transition-[background-color,opacity] duration-200 sm:flex-col sm:gap-3 sm:p-3',
        isCurrent ? 'bg-paper/8' : 'hover:bg-paper/5',
        track.mine.disliked && 'opacity-35',
      )}
    >
      <div className="relative w-22 shrink-0 self-start sm:w-full">
        <Link
          href={`/track/${track.id}`}
          className="block overflow-hidden rounded-xl shadow-lg"
          tabIndex={-1}
          aria-hidden="true"
        >
          <Artwork
            url={track.artworkUrl}
            alt={`Cover of ${track.title}`}
            seed={track.id}
            genre={track.genre}
            className="transition-transform duration-500 ease-out-soft group-hover:scale-[1.035]"
          />
        </Link>
        <PlayButton
          track={track}
          entries={entries}
          size="medium"
          className="shows-on-hover absolute! right-1.5 bottom-1.5 max-sm:size-9 max-sm:bg-ink/70 max-sm:text-paper max-sm:backdrop-blur-sm sm:right-2.5 sm:bottom-2.5"
        />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-2">
          {isCurrent && <SoundingBars />}
          <Link
            href={`/track/${track.id}`}
            className={clsx('truncate text-[0.95rem] font-semibold hover:underline', isCurrent && 'text-ember')}
          >
            {track.title}
          </Link>
        </div>
        <Link
          href={`/artist/${track.artist.id}`}
          className="truncate text-sm text-soft hover:text-paper hover:underline"
        >
          {track.artist.name}
        </Link>
        <div className="mt-1.5 sm:min-h-9">
          <ReasonLine reason={reason} />
        </div>
        <div className="mt-1 flex items-center sm:mt-auto sm:pt-1.5">
          <div className="min-w-0 flex-1">{track.genre && <GenreChip genre={track.genre} />}</div>
          <div className="-mr-1.5 flex shrink-0">
            <StarRating title={track.title} rating={track.mine.rating} onRate={rate} className="shows-on-hover" />
            <DislikeButton
              title={track.title}
              isDisliked={track.mine.disliked}
              onToggle={toggleDislike}
              className="shows-on-hover"
            />
            <LikeButton title={track.title} isLiked={track.mine.liked} onToggle={toggleLike} />
          </div>
        </div>
      </div>
    </li>
  )
}
