'use client'

import { useCallback } from 'react'
import type { QueueEntry } from './play-queue.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** Whether this track is the current one and sounds, and a press of its play button. */
export function usePlay(trackId: string, entries: () => QueueEntry[]) {
  const player = usePlayer()
  const isCurrent = usePlayerState((state) => state.queue.current?.track.id === trackId)
  const isSounding = usePlayerState(
    (state) => state.queue.current?.track.id === trackId && (state.status === 'playing' || state.status === 'loading'),
  )
  const press = useCallback(() => {
    if (isCurrent) player.toggle()
    else player.play(entries())
  }, [player, isCurrent, entries])
  return { isCurrent, isSounding, press }
}
