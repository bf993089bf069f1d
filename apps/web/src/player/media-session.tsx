'use client'

import { useEffect } from 'react'
import type { TrackSummary } from '@/track/track-summary.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** Tells the system what plays, for lock screens and media keys. */
export function MediaSession({ track }: { track: TrackSummary }) {
  const player = usePlayer()
  const status = usePlayerState((state) => state.status)

  useEffect(() => {
    if (!('mediaSession' in navigator)) return
    navigator.mediaSession.metadata = new MediaMetadata({
      title: track.title,
      artist: track.artist.name,
      album: track.album?.title ?? '',
      artwork: track.artworkUrl ? [{ src: new URL(track.artworkUrl, window.location.href).href }] : [],
    })
  }, [track])

  useEffect(() => {
    if (!('mediaSession' in navigator)) return
    navigator.mediaSession.playbackState = status === 'playing' ? 'playing' : 'paused'
    const { positionMs, durationMs } = player.state
    if (durationMs > 0) {
      navigator.mediaSession.setPositionState?.({
        duration: durationMs / 1000,
        position: Math.min(positionMs, durationMs) / 1000,
      })
    }
  }, [player, status])

  useEffect(() => {
    if (!('mediaSession' in navigator)) return
    const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
      ['play', () => player.resume()],
      ['pause', () => player.pause()],
      ['nexttrack', () => player.next()],
      ['previoustrack', () => player.previous()],
      ['seekto', ({ seekTime }) => seekTime !== undefined && player.seek(seekTime * 1000)],
    ]
    for (const [action, handler] of handlers) navigator.mediaSession.setActionHandler(action, handler)
    return () => {
      for (const [action] of handlers) navigator.mediaSession.setActionHandler(action, null)
    }
  }, [player])

  return null
}
