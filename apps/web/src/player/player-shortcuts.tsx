'use client'

import { useEffect } from 'react'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import { usePlayer } from './player-context.tsx'
import { useCurrentTrack } from './use-current-track.ts'

const stepMs = 5_000
const keepsItsKeys = 'input, textarea, select, [contenteditable], [role=slider], [role=menu], [role=radiogroup]'
const keepsSpace = 'button, summary, [role=button]'
const nobody = { id: '', title: '', mine: { liked: false, disliked: false, rating: null } }

/** Space: play or pause. Arrows: five seconds back and on, with shift a whole track. L: like. M: mute. */
export function PlayerShortcuts() {
  const player = usePlayer()
  const current = useCurrentTrack()
  const { toggleLike } = useTrackFeedback(current?.track ?? nobody, current?.entry.encounter ?? { context: 'OTHER' })
  const hasTrack = current !== null

  useEffect(() => {
    if (!hasTrack) return
    function act(event: KeyboardEvent): boolean {
      switch (event.key) {
        case ' ':
          if ((event.target as Element).closest(keepsSpace)) return false
          player.toggle()
          return true
        case 'ArrowRight':
          if (event.shiftKey) player.next()
          else player.seek(player.state.positionMs + stepMs)
          return true
        case 'ArrowLeft':
          if (event.shiftKey) player.previous()
          else player.seek(player.state.positionMs - stepMs)
          return true
        case 'l':
        case 'L':
          toggleLike()
          return true
        case 'm':
        case 'M':
          player.toggleMute()
          return true
        default:
          return false
      }
    }
    function handle(event: KeyboardEvent) {
      const isElsewhere = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
      if (isElsewhere || (event.target as Element).closest(keepsItsKeys)) return
      if (act(event)) event.preventDefault()
    }
    window.addEventListener('keydown', handle)
    return () => window.removeEventListener('keydown', handle)
  }, [player, hasTrack, toggleLike])

  return null
}
