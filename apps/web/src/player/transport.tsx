'use client'

import { Pause, Play, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide-react'
import { IconButton } from '@/ui/icon-button.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** Previous, play or pause, next; shuffle and repeat where there is room. */
export function Transport({ isLarge = false }: { isLarge?: boolean }) {
  const player = usePlayer()
  const status = usePlayerState((state) => state.status)
  const isRepeating = usePlayerState((state) => state.isRepeating)
  const isSounding = status === 'playing' || status === 'loading'
  return (
    <div className={isLarge ? 'flex items-center justify-between gap-2' : 'flex items-center gap-1'}>
      <IconButton icon={Shuffle} label="Shuffle what comes next" size="small" onClick={() => player.shuffle()} />
      <IconButton
        icon={SkipBack}
        label="Previous"
        isFilled
        size={isLarge ? 'large' : 'medium'}
        onClick={() => player.previous()}
      />
      <button
        type="button"
        aria-label={isSounding ? 'Pause' : 'Play'}
        aria-busy={status === 'loading'}
        onClick={() => player.toggle()}
        className={`grid place-items-center rounded-full bg-paper text-ink transition-transform hover:scale-105 active:scale-95 ${isLarge ? 'size-16' : 'size-10'}`}
      >
        {isSounding ? (
          <Pause className={isLarge ? 'size-7' : 'size-5'} fill="currentColor" strokeWidth={0} aria-hidden="true" />
        ) : (
          <Play
            className={isLarge ? 'size-7 translate-x-px' : 'size-5 translate-x-px'}
            fill="currentColor"
            strokeWidth={0}
            aria-hidden="true"
          />
        )}
      </button>
      <IconButton
        icon={SkipForward}
        label="Next"
        isFilled
        size={isLarge ? 'large' : 'medium'}
        onClick={() => player.next()}
      />
      <IconButton
        icon={Repeat1}
        label="Repeat this track"
        size="small"
        isActive={isRepeating}
        isFilled={false}
        aria-pressed={isRepeating}
        onClick={() => player.toggleRepeat()}
      />
    </div>
  )
}
