'use client'

import { Ban, Heart } from 'lucide-react'
import type { Encounter } from '@/feedback/feedback-event.ts'
import { useTrackFeedback } from '@/feedback/use-track-feedback.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { IconButton } from '@/ui/icon-button.tsx'
import { usePlayer } from './player-context.tsx'

type CurrentMarksProps = { track: TrackSummary; encounter: Encounter; size?: 'small' | 'medium' | 'large' }

/** Like and dislike for what plays now; a dislike goes on to the next track. */
export function CurrentMarks({ track, encounter, size = 'small' }: CurrentMarksProps) {
  const player = usePlayer()
  const { toggleLike, toggleDislike } = useTrackFeedback(track, encounter)
  return (
    <>
      <IconButton
        icon={Heart}
        label={track.mine.liked ? 'Unlike this track' : 'Like this track'}
        aria-pressed={track.mine.liked}
        isActive={track.mine.liked}
        size={size}
        onClick={toggleLike}
      />
      <IconButton
        icon={Ban}
        label="Never suggest this track"
        aria-pressed={track.mine.disliked}
        isActive={track.mine.disliked}
        isFilled={false}
        size={size}
        onClick={() => {
          toggleDislike()
          if (!track.mine.disliked) player.nextAfterDislike()
        }}
      />
    </>
  )
}
