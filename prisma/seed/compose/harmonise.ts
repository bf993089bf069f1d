import { type ChordSpan, chordAt } from './harmony.ts'
import { passingTones } from './passing-tones.ts'
import { nearestPitch, scalePitchClasses, stepInScale } from './scale.ts'
import type { Note } from './score.ts'
import type { Song } from './song.ts'

/** A second voice in parallel: each note moved by `steps` scale steps, then onto the scale bent to its chord. */
export function harmonise(
  song: Song,
  chords: readonly ChordSpan[],
  { notes, steps }: { notes: readonly Note[]; steps: number },
): Note[] {
  const scale = scalePitchClasses(song.key)
  return notes.map((note) => {
    const chord = chordAt(chords, note.beat)
    const moved = stepInScale(nearestPitch(note.midi, scale), steps, scale)
    const allowed = note.beats >= 0.9 ? chord.tones : passingTones(chord, scale)
    return { ...note, midi: nearestPitch(moved, allowed), velocity: note.velocity * 0.85 }
  })
}
