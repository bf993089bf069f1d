import type { VariablesOf } from 'gql.tada'
import type { DeckStatus } from './audio-deck.ts'
import type { PlayQueue } from './play-queue.ts'
import type { Radio } from './radio-query.ts'

/** What an endless radio goes on from, and its name for people. */
export type Station = { seed: VariablesOf<typeof Radio>; name: string }

export type PlayerState = {
  queue: PlayQueue
  status: 'idle' | DeckStatus
  positionMs: number
  durationMs: number
  /** 0–1 */
  volume: number
  isMuted: boolean
  isRepeating: boolean
  /** The radio that is on: it keeps the music going instead of the feed. */
  station: Station | null
}
