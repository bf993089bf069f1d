import type { Chord } from './chord.ts'
import { pitchClass } from './scale.ts'

/** The scale bent to a chord: a scale tone a half step beside a chord tone that is foreign to the key gives way. */
export function passingTones(chord: Chord, scale: readonly number[]): number[] {
  const foreign = chord.tones.filter((tone) => !scale.includes(tone))
  const kept = scale.filter((tone) => !foreign.some((f) => pitchClass(f - tone) === 1 || pitchClass(tone - f) === 1))
  return [...new Set([...kept, ...foreign])]
}
