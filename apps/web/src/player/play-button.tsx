'use client'

import clsx from 'clsx'
import { Pause, Play } from 'lucide-react'
import type { QueueEntry } from './play-queue.ts'
import { usePlay } from './use-play.ts'

type PlayButtonProps = {
  track: { id: string; title: string }
  /** What to play: this track first, then what follows it. */
  entries: () => QueueEntry[]
  size?: 'small' | 'medium' | 'large'
  className?: string
}

const sizes = { small: 'size-9 [&_svg]:size-4', medium: 'size-11 [&_svg]:size-5', large: 'size-14 [&_svg]:size-6' }

export function PlayButton({ track, entries, size = 'medium', className }: PlayButtonProps) {
  const { isCurrent, isSounding, press } = usePlay(track.id, entries)
  const Icon = isSounding ? Pause : Play
  return (
    <button
      type="button"
      aria-label={`${isSounding ? 'Pause' : 'Play'} ${track.title}`}
      data-active={isCurrent}
      onClick={press}
      className={clsx(
        'grid shrink-0 place-items-center rounded-full bg-ember text-ink shadow-lg transition-[transform,opacity,background-color] duration-150 hover:scale-106 hover:bg-[#ffc49b] active:scale-95',
        sizes[size],
        className,
      )}
    >
      <Icon
        className={isSounding ? undefined : 'translate-x-px'}
        fill="currentColor"
        strokeWidth={0}
        aria-hidden="true"
      />
    </button>
  )
}
