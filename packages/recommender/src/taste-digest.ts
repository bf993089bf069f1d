import type { EffectiveEvent } from './effective-events.ts'
import { hash96 } from './seeded-random.ts'

/**
 * 24 hex digits that name a taste: equal for equal effective events, different (but for an accident of 1 in 2^96)
 * otherwise. Undoing a signal brings the earlier digest back.
 */
export function tasteDigest(events: readonly EffectiveEvent[]): string {
  const facts = events.map(factOf)
  return hash96(facts.join('\n'))
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
}

function factOf(event: EffectiveEvent): string {
  const base = `${event.type} ${event.trackId} ${event.atMs} ${event.context ?? ''}`
  switch (event.type) {
    case 'RATE':
      return `${base} ${event.rating}`
    case 'PLAY':
      return `${base} ${event.playedMs ?? ''} ${event.durationMs ?? ''}`
    case 'SKIP':
      return `${base} ${event.positionMs ?? ''} ${event.playedMs ?? ''} ${event.durationMs ?? ''}`
    default:
      return base
  }
}
