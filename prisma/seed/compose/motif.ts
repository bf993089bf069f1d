import type { Random } from './random.ts'
import { parseRhythm, type Stroke } from './rhythm.ts'

/** The germ of a melody: a bar's rhythm and a shape in scale steps from its first note. */
export type Motif = { strokes: readonly Stroke[]; contour: readonly number[]; lift: number }

/**
 * Draws a motif: mostly steps that keep their direction, now and then a leap that is turned back from, as tunes do.
 * A closing motif comes down.
 */
export function drawMotif(
  rhythm: string,
  { beatsPerBar, leaps, closing, random }: { beatsPerBar: number; leaps: number; closing: boolean; random: Random },
): Motif {
  const { strokes } = parseRhythm(rhythm, beatsPerBar)
  let position = 0
  let direction = random.chance(0.6) ? 1 : -1
  const contour = strokes.map((_, i) => {
    if (i === 0) return 0
    if (random.chance(0.22) || Math.abs(position) > 4) direction = position > 2 ? -1 : position < -2 ? 1 : -direction
    const leap = random.chance(leaps)
    position += direction * (leap ? 2 + random.int(3) : random.chance(0.1) ? 0 : 1)
    if (leap) direction = -direction
    return position
  })
  if (closing) return { strokes, contour: contour.map((step) => -Math.abs(step)), lift: 0 }
  return { strokes, contour, lift: random.int(5) - 2 }
}
