import type { EffectiveEvent } from './effective-events.ts'
import type { FeedbackContext } from './feedback-event.ts'
import { hash96Words } from './seeded-random.ts'

/**
 * 24 hex digits that name a taste: equal for equal effective events, different (but for an accident of 1 in 2^96)
 * otherwise. Undoing a signal brings the earlier digest back.
 */
export function tasteDigest(events: readonly EffectiveEvent[]): string {
  return hash96Words(factsOf(events))
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
}

const TYPES: Record<EffectiveEvent['type'], number> = { LIKE: 1, DISLIKE: 2, RATE: 3, PLAY: 4, SKIP: 5 }
const CONTEXTS: Record<FeedbackContext, number> = { FEED: 1, SEARCH: 2, RADIO: 3, PLAYLIST: 4, ALBUM: 5, OTHER: 6 }
/** Type, context, length of the track's id, and four numbers of two words each. */
const WORDS_BESIDE_ID = 11

/** Every event as words; no two logs have the same. */
function factsOf(events: readonly EffectiveEvent[]): Int32Array {
  let length = 0
  for (const { trackId } of events) length += WORDS_BESIDE_ID + Math.ceil(trackId.length / 2)
  const words = new Int32Array(length)
  let at = 0
  for (const event of events) {
    const { type, context, trackId, atMs } = event
    words[at++] = TYPES[type]
    words[at++] = context ? CONTEXTS[context] : 0
    words[at++] = trackId.length
    for (let i = 0; i < trackId.length; i += 2)
      words[at++] = trackId.charCodeAt(i) | ((trackId.charCodeAt(i + 1) || 0) << 16)
    at = writeNumber(words, at, atMs)
    at = writeNumber(words, at, type === 'RATE' ? event.rating : type === 'SKIP' ? event.positionMs : undefined)
    at = writeNumber(words, at, type === 'PLAY' || type === 'SKIP' ? event.playedMs : undefined)
    at = writeNumber(words, at, type === 'PLAY' || type === 'SKIP' ? event.durationMs : undefined)
  }
  return words
}

const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)

/** Returns where the next word goes. */
function writeNumber(words: Int32Array, at: number, value: number | undefined): number {
  float[0] = value ?? Number.NaN
  words[at] = halves[0]
  words[at + 1] = halves[1]
  return at + 2
}
