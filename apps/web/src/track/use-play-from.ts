'use client'

import { useCallback } from 'react'
import type { Encounter } from '@/feedback/feedback-event.ts'
import { usePlayer } from '@/player/player-context.tsx'
import { chosenEntry } from '@/player/queue-entry.ts'
import type { TrackOnPage } from './track-page-query.ts'

/** Plays a track from a place in it; what plays already goes there. */
export function usePlayFrom(track: TrackOnPage, encounter: Encounter): (positionMs: number) => void {
  const player = usePlayer()
  return useCallback(
    (positionMs) => {
      if (player.state.queue.current?.track.id !== track.id) player.play([chosenEntry(track, encounter)])
      player.seek(positionMs)
    },
    [player, track, encounter],
  )
}
