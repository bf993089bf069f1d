'use client'

import { Pause, Play, SkipForward } from 'lucide-react'
import { Artwork } from '@/artwork/artwork.tsx'
import type { Encounter } from '@/feedback/feedback-event.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { IconButton } from '@/ui/icon-button.tsx'
import { CurrentMarks } from './current-marks.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

type MiniPlayerProps = { track: TrackSummary; encounter: Encounter; onOpen: () => void }

/** The player as a strip for narrow screens. */
export function MiniPlayer({ track, encounter, onOpen }: MiniPlayerProps) {
  const player = usePlayer()
  const status = usePlayerState((state) => state.status)
  const share = usePlayerState((state) => (state.durationMs ? state.positionMs / state.durationMs : 0))
  const isSounding = status === 'playing' || status === 'loading'
  return (
    <div className="relative flex h-full items-center gap-1 pr-2 pl-3 lg:hidden">
      <span className="absolute inset-x-0 top-0 h-0.5 bg-paper/12" aria-hidden="true">
        <span className="block h-full bg-ember" style={{ width: `${share * 100}%` }} />
      </span>
      <button
        type="button"
        onClick={onOpen}
        aria-label="Now playing"
        className="flex min-w-0 flex-1 items-center gap-3"
      >
        <Artwork
          url={track.artworkUrl}
          alt=""
          seed={track.id}
          genre={track.genre}
          className="w-11! shrink-0 rounded-lg"
        />
        <span className="min-w-0 text-left">
          <span className="block truncate text-sm font-medium">{track.title}</span>
          <span className="block truncate text-xs text-soft">
            {status === 'failed' ? 'Cannot be played just now' : track.artist.name}
          </span>
        </span>
      </button>
      <CurrentMarks track={track} encounter={encounter} />
      <IconButton
        icon={isSounding ? Pause : Play}
        label={isSounding ? 'Pause' : 'Play'}
        isFilled
        onClick={() => player.toggle()}
        className="text-paper"
      />
      <IconButton icon={SkipForward} label="Next" isFilled size="small" onClick={() => player.next()} />
    </div>
  )
}
