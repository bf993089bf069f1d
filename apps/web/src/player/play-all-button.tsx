'use client'

import { Play } from 'lucide-react'
import type { FeedbackContext } from '@/feedback/feedback-event.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { Button } from '@/ui/button.tsx'
import { usePlayer } from './player-context.tsx'
import { chosenEntry } from './queue-entry.ts'

export function PlayAllButton({ tracks, context }: { tracks: readonly TrackSummary[]; context: FeedbackContext }) {
  const player = usePlayer()
  if (tracks.length === 0) return null
  return (
    <Button look="primary" onClick={() => player.play(tracks.map((track) => chosenEntry(track, { context })))}>
      <Play className="size-4" fill="currentColor" strokeWidth={0} aria-hidden="true" />
      Play all
    </Button>
  )
}
