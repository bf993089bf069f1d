import { type ChordSpan, chordAt } from './harmony.ts'
import type { Random } from './random.ts'
import { nearestPitch, pitchClass, scalePitchClasses } from './scale.ts'
import type { Note } from './score.ts'
import { patternBar, type Song } from './song.ts'

export type BassStyle = {
  /**
   * Pattern text per section label, `*` for the others, missing to rest. Bars between `|`, divided evenly: `R` root,
   * `3` `5` `6` `7` chord tones (6: a sixth above), `8` octave, `a` a half-step approach to the next root, lower-case
   * `r` a soft root, `-` holds, `.` rests.
   */
  patterns: Readonly<Record<string, string | undefined>>
  low: number
  gate?: number
}

/** A bass line drawn as a pattern that follows the chords. */
export function bassLine(song: Song, chords: readonly ChordSpan[], style: BassStyle): Note[] {
  const notes: Note[] = []
  for (const section of song.sections) {
    const text = style.patterns[section.label] ?? style.patterns['*']
    if (!text) continue
    const bars = text.replaceAll(' ', '').split('|')
    for (let bar = 0; bar < section.bars; bar++) {
      const steps = bars[patternBar(bar, { pattern: bars.length, section: section.bars })]
      const step = song.beatsPerBar / steps.length
      for (let i = 0; i < steps.length; i++) {
        if (steps[i] === '.' || steps[i] === '-') continue
        let length = 1
        while (steps[i + length] === '-') length++
        const beat = (section.startBar + bar) * song.beatsPerBar + i * step
        const midi = degree(steps[i], chords, beat, style.low)
        const accent = i === 0 ? 1 : steps[i] === 'r' ? 0.55 : 0.85
        const velocity = accent * (0.7 + 0.3 * section.energy)
        notes.push({ beat, beats: length * step * (style.gate ?? 0.92), midi, velocity })
      }
    }
  }
  return notes
}

/** Whatever the pattern says, a new chord is entered on its root. */
function degree(written: string, chords: readonly ChordSpan[], beat: number, low: number): number {
  const chord = chordAt(chords, beat)
  const symbol = written !== '8' && Math.abs(chord.beat - beat) < 1e-6 ? 'R' : written
  const root = rootAbove(chord.bass, low)
  const tone = (index: number) => root + pitchClass((chord.tones[index] ?? chord.root) - chord.bass)
  switch (symbol) {
    case '3':
      return tone(1)
    case '5':
      return chord.tones.length === 2 ? root + 7 : tone(2)
    case '6':
      return root + 9
    case '7':
      return chord.tones.length > 3 ? tone(3) : root + 10
    case '8':
      return root + 12
    case 'a': {
      const next = rootAbove(chordAt(chords, chord.beat + chord.beats + 1e-3).bass, low)
      return next > root ? next - 1 : next + 1
    }
    default:
      return root
  }
}

const rootAbove = (pitch: number, low: number) => low + pitchClass(pitch - low)

/** Four quarters to the bar: root on every chord, chord and scale tones between, a half step into the next root. */
export function walkBass(song: Song, chords: readonly ChordSpan[], style: { low: number; random: Random }): Note[] {
  const scale = scalePitchClasses(song.key)
  const notes: Note[] = []
  let pitch = rootAbove(chords[0].bass, style.low)
  chords.forEach((span, index) => {
    const next = chords[index + 1] ?? span
    pitch = nearestInRange(span.bass, pitch, style.low)
    const target = nearestInRange(next.bass, pitch, style.low)
    const beats = Math.round(span.beats)
    let direction = target >= pitch ? 1 : -1
    for (let i = 0; i < beats; i++) {
      if (i > 0 && i === beats - 1) pitch = target + (pitch > target ? 1 : -1)
      else if (i > 0) {
        const allowed = style.random.chance(0.65) ? span.tones : [...new Set([...span.tones, ...scale])]
        if (pitch > style.low + 15) direction = -1
        if (pitch < style.low + 3) direction = 1
        pitch = nearestPitch(pitch + direction * style.random.pick([2, 3, 4]), allowed)
      }
      const velocity = (i % 2 === 1 ? 0.9 : 0.8) * (0.75 + 0.25 * span.section.energy)
      notes.push({ beat: span.beat + i, beats: 0.9, midi: pitch, velocity })
      if (style.random.chance(0.07)) {
        notes.push({ beat: span.beat + i + 0.5, beats: 0.3, midi: pitch, velocity: velocity * 0.5 })
      }
    }
  })
  return notes
}

function nearestInRange(pitch: number, from: number, low: number): number {
  const near = nearestPitch(from, [pitch])
  if (near < low) return near + 12
  return near > low + 17 ? near - 12 : near
}
