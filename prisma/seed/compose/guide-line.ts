import type { ChordSpan } from './harmony.ts'
import { nearestPitch } from './scale.ts'
import type { Note } from './score.ts'

/** One long note per chord, its third or seventh, whichever lies nearer to the note before: a background line. */
export function guideLine(chords: readonly ChordSpan[], { low, high }: { low: number; high: number }): Note[] {
  let pitch = (low + high) / 2
  return chords.map((span) => {
    const guides = span.tones.length > 3 ? [span.tones[1], span.tones[3]] : span.tones.slice(0, 3)
    pitch = nearestPitch(pitch, guides)
    if (pitch > high) pitch -= 12
    if (pitch < low) pitch += 12
    return { beat: span.beat, beats: span.beats * 0.98, midi: pitch, velocity: 0.6 + 0.25 * span.section.energy }
  })
}
