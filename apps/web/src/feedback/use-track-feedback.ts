'use client'

import { useCallback, useMemo } from 'react'
import { useToast } from '@/toast/toast-context.tsx'
import { useRecordFeedback } from './feedback-context.tsx'
import type { Encounter, FeedbackEvent } from './feedback-event.ts'
import type { Mine } from './mine-after.ts'
import { reversalOf } from './reversal-of.ts'

type MarkableTrack = { id: string; title: string; mine: Mine }

/** Likes, dislikes and ratings of one track, each with a message from which it can be taken back. */
export function useTrackFeedback({ id, title, mine }: MarkableTrack, encounter: Encounter) {
  const record = useRecordFeedback()
  const showUndo = useUndoMessage()
  const { context, impressionId } = encounter
  const { liked, disliked, rating } = mine

  return useMemo(() => {
    const signal = { trackId: id, context, impressionId }
    return {
      toggleLike() {
        const event = record({ ...signal, type: liked ? 'UNLIKE' : 'LIKE' })
        showUndo(event, liked ? `“${title}” is no longer liked` : `Liked “${title}”`)
      },
      toggleDislike() {
        const event = record({ ...signal, type: disliked ? 'UNDISLIKE' : 'DISLIKE' })
        showUndo(event, disliked ? `“${title}” may come again` : `“${title}” will not be suggested again`)
      },
      rate(stars: number | null) {
        const event = record(stars ? { ...signal, type: 'RATE', rating: stars } : { ...signal, type: 'UNRATE' })
        const text = stars
          ? `Gave “${title}” ${stars} ${stars === 1 ? 'star' : 'stars'}`
          : `Took the stars off “${title}”`
        showUndo(event, text, rating)
      },
    }
  }, [record, showUndo, id, title, liked, disliked, rating, context, impressionId])
}

/** Tells what was recorded, with the way back. */
export function useUndoMessage() {
  const show = useToast()
  const record = useRecordFeedback()
  return useCallback(
    (event: FeedbackEvent, text: string, ratingBefore?: number | null) => {
      const undo = () => record({ ...reversalOf(event, { ratingBefore }), context: event.context })
      show({ text, action: { label: 'Undo', run: undo } })
    },
    [show, record],
  )
}
