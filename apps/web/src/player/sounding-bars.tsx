'use client'

import { usePlayerState } from './player-context.tsx'

/** Marks the track that plays; the bars move while it sounds. */
export function SoundingBars() {
  const isPlaying = usePlayerState((state) => state.status === 'playing')
  return (
    <span
      className="flex h-3.5 w-3.5 shrink-0 items-end gap-[2px]"
      role="img"
      aria-label={isPlaying ? 'Playing' : 'Paused'}
    >
      {[0, 1, 2].map((bar) => (
        <span
          key={bar}
          className="h-full flex-1 origin-bottom rounded-sm bg-ember"
          style={{
            animation: `beat ${0.9 + bar * 0.23}s ease-in-out ${bar * -0.3}s infinite`,
            animationPlayState: isPlaying ? 'running' : 'paused',
            transform: 'scaleY(0.4)',
          }}
        />
      ))}
    </span>
  )
}
