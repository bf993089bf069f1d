'use client'

import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import { DislikeButton } from '@/feedback/dislike-button.tsx'
import { LikeButton } from '@/feedback/like-button.tsx'
import { StarRating } from '@/feedback/star-rating.tsx'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import { GenreChip } from '@/genre/genre-chip.tsx'
import { PlayButton } from '@/player/play-button.tsx'
import { usePlayerState } from '@/player/player-context.tsx'
import { chosenEntry } from '@/player/queue-entry.ts'
import { SeekBar } from '@/player/seek-bar.tsx'
import { formatDuration } from './format-duration.ts'
import { TrackMenu } from './track-menu.tsx'
import type { TrackOnPage } from './track-page-query.ts'
import { usePlayFrom } from './use-play-from.ts'

const encounter = { context: 'OTHER' } as const

/** Cover, names, the waveform to play from, and the listener's own marks. */
export function TrackHero({ track }: { track: TrackOnPage }) {
  const playFrom = usePlayFrom(track, encounter)
  const { toggleLike, toggleDislike, rate } = useTrackFeedback(track, encounter)
  const positionMs = usePlayerState((state) => (state.queue.current?.track.id === track.id ? state.positionMs : 0))
  const { mine } = track

  return (
    <div className="flex flex-col gap-7 sm:flex-row sm:items-end sm:gap-9">
      <div className="w-full max-w-72 shrink-0 self-center sm:w-52 sm:self-end lg:w-72">
        <Artwork
          url={track.artworkUrl}
          alt={`Cover of ${track.title}`}
          seed={track.id}
          genre={track.genre}
          className="rounded-3xl shadow-float"
        />
      </div>
      <div className="min-w-0 flex-1">
        <h1 className="text-4xl leading-[1.06] font-semibold tracking-[-0.04em] sm:text-5xl lg:text-6xl">
          {track.title}
        </h1>
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
          <Link href={`/artist/${track.artist.id}`} className="font-medium text-paper hover:underline">
            {track.artist.name}
          </Link>
          {track.album && (
            <Link href={`/album/${track.album.id}`} className="hover:text-paper hover:underline">
              {track.album.title}
            </Link>
          )}
          {track.year && <span>{track.year}</span>}
          <span className="tabular-nums">{formatDuration(track.durationMs)}</span>
          {track.genre && <GenreChip genre={track.genre} />}
        </p>
        <SeekBar
          label={`Play ${track.title} from`}
          peaks={track.analysis?.waveform ?? null}
          positionMs={positionMs}
          durationMs={track.durationMs}
          onSeek={playFrom}
          className="mt-6 h-20 w-full"
        />
        <div className="mt-5 flex items-center gap-2">
          <PlayButton track={track} entries={() => [chosenEntry(track, encounter)]} size="large" className="mr-2" />
          <LikeButton title={track.title} isLiked={mine.liked} onToggle={toggleLike} className="size-10!" />
          <DislikeButton title={track.title} isDisliked={mine.disliked} onToggle={toggleDislike} className="size-10!" />
          <StarRating title={track.title} rating={mine.rating} onRate={rate} className="h-10! min-w-10!" />
          <span className="group contents">
            <TrackMenu track={track} encounter={encounter} />
          </span>
          {mine.playCount > 0 && (
            <span className="ml-2 text-sm text-faint">
              Heard {mine.playCount === 1 ? 'once' : `${mine.playCount} times`}
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
