import type { EffectiveEvent } from './effective-events.ts'

/** What the log says about one listener and one track. */
export interface TrackState {
  liked: boolean
  disliked: boolean
  rating?: 1 | 2 | 3 | 4 | 5
  playCount: number
  lastPlayedMs?: number
  lastSkippedMs?: number
}

/** Per track id, derived from the effective events; tracks without any are absent. */
export type ListenerState = ReadonlyMap<string, TrackState>

export function listenerState(events: readonly EffectiveEvent[]): ListenerState {
  const state = new Map<string, TrackState>()
  for (const event of events) {
    const track: TrackState = state.get(event.trackId) ?? { liked: false, disliked: false, playCount: 0 }
    state.set(event.trackId, track)
    switch (event.type) {
      case 'LIKE':
        track.liked = true
        break
      case 'DISLIKE':
        track.disliked = true
        break
      case 'RATE':
        track.rating = event.rating
        break
      case 'PLAY':
        track.playCount++
        track.lastPlayedMs = Math.max(event.atMs, track.lastPlayedMs ?? event.atMs)
        break
      case 'SKIP':
        track.lastSkippedMs = Math.max(event.atMs, track.lastSkippedMs ?? event.atMs)
        break
      default:
        unreachable(event)
    }
  }
  return state
}

function unreachable(event: never): never {
  throw new Error(`unknown event ${JSON.stringify(event)}`)
}
