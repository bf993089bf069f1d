'use client'

import { skipToken, useQuery } from '@apollo/client/react'
import { usePlayerState } from './player-context.tsx'
import { PlayerTrack } from './player-track-query.ts'

/** The track that is in the player, with its waveform once that is known. */
export function useCurrentTrack() {
  const entry = usePlayerState((state) => state.queue.current)
  const { data } = useQuery(PlayerTrack, entry ? { variables: { id: entry.track.id } } : skipToken)
  if (!entry) return null
  const known = data?.track?.id === entry.track.id ? data.track : null
  return { entry, track: known ?? entry.track, waveform: known?.analysis?.waveform ?? null }
}
