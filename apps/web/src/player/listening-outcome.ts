export type Leaving = {
  /** How the track came to its end for this listener. */
  cause: 'ended' | 'next' | 'replaced' | 'closed' | 'disliked'
  heardMs: number
  positionMs: number
  durationMs: number
}

const meaningfulMs = 30_000
const meaningfulShare = 0.5
const tailShare = 0.95

/**
 * What leaving a track says. "Next" before the end is a skip, wherever it happens: how much a late one
 * weighs is the recommender's affair. Choosing something else is no judgement, so it is a play if enough
 * was heard and nothing otherwise; a dislike has said it already.
 */
export function listeningOutcome({ cause, heardMs, positionMs, durationMs }: Leaving): 'PLAY' | 'SKIP' | null {
  switch (cause) {
    case 'ended':
      return 'PLAY'
    case 'next':
      return positionMs >= durationMs * tailShare ? 'PLAY' : 'SKIP'
    case 'replaced':
    case 'closed':
      return heardMs >= Math.min(meaningfulMs, durationMs * meaningfulShare) ? 'PLAY' : null
    case 'disliked':
      return null
  }
}
