/** One stroke of a rhythm: where in the pattern (beats), how long, how strong (0–1). */
export type Stroke = { beat: number; beats: number; velocity: number }
export type Rhythm = { bars: number; strokes: readonly Stroke[] }

const STRENGTH: Readonly<Record<string, number>> = { X: 1, x: 0.78, o: 0.42, g: 0.25 }

/**
 * Reads a rhythm drawn as text: bars between `|`, each divided evenly by its characters: `X` accent, `x` stroke,
 * `o` soft, `g` ghost, `-` keeps sounding, `.` silence. Spaces are for the eye.
 */
export function parseRhythm(text: string, beatsPerBar: number): Rhythm {
  const bars = text.replaceAll(' ', '').split('|')
  const strokes: Stroke[] = []
  bars.forEach((bar, index) => {
    const step = beatsPerBar / bar.length
    let sounding = false
    for (let i = 0; i < bar.length; i++) {
      const velocity = STRENGTH[bar[i]]
      if (velocity !== undefined) strokes.push({ beat: index * beatsPerBar + i * step, beats: step, velocity })
      else if (bar[i] === '-' && sounding) strokes[strokes.length - 1].beats += step
      sounding = velocity !== undefined || (bar[i] === '-' && sounding)
    }
  })
  return { bars: bars.length, strokes }
}
