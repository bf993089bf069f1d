'use client'

import { formatDuration } from '@/track/format-duration.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { SeekBar } from './seek-bar.tsx'

type PlayerSeekProps = { peaks: readonly number[] | null; className: string }

/** Where the music is, between its two times. */
export function PlayerSeek({ peaks, className }: PlayerSeekProps) {
  const player = usePlayer()
  const positionMs = usePlayerState((state) => state.positionMs)
  const durationMs = usePlayerState((state) => state.durationMs)
  return (
    <div className="flex w-full items-center gap-3 text-xs text-soft tabular-nums">
      <span className="w-9 text-right" aria-hidden="true">
        {formatDuration(positionMs)}
      </span>
      <SeekBar
        label="Seek"
        peaks={peaks}
        positionMs={positionMs}
        durationMs={durationMs}
        onSeek={(target) => player.seek(target)}
        className={`min-w-0 flex-1 ${className}`}
      />
      <span className="w-9" aria-hidden="true">
        {formatDuration(durationMs)}
      </span>
    </div>
  )
}
