'use client'

import type { ReactNode } from 'react'
import type { FeedbackContext } from '@/feedback/feedback-event.ts'
import { chosenEntry } from '@/player/queue-entry.ts'
import { TrackRow } from './track-row.tsx'
import type { TrackSummary } from './track-summary.ts'

type TrackListProps = {
  label: string
  tracks: readonly TrackSummary[]
  context: FeedbackContext
  noteOf?: (track: TrackSummary) => ReactNode
}

/** Tracks one below the other; playing one lines up those after it. */
export function TrackList({ label, tracks, context, noteOf }: TrackListProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is a list
    <ul role="list" aria-label={label} className="-mx-2 flex flex-col">
      {tracks.map((track, place) => (
        <TrackRow
          key={track.id}
          track={track}
          encounter={{ context }}
          entries={() => tracks.slice(place).map((one) => chosenEntry(one, { context }))}
          note={noteOf?.(track)}
        />
      ))}
    </ul>
  )
}
