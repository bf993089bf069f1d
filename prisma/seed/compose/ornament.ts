import { type ChordSpan, chordAt } from './harmony.ts'
import { passingTones } from './passing-tones.ts'
import type { Random } from './random.ts'
import { nearestPitch, scalePitchClasses } from './scale.ts'
import type { Note } from './score.ts'
import type { Song } from './song.ts'

/** Repeats are not literal: in a section heard again, now and then a long note is split by its neighbour. */
export function ornament(
  song: Song,
  chords: readonly ChordSpan[],
  notes: readonly Note[],
  style: { ornament?: number; scale?: readonly number[]; random: Random },
): Note[] {
  const scale = style.scale ?? scalePitchClasses(song.key)
  return notes.flatMap((note) => {
    const { section } = chordAt(chords, note.beat)
    const plain = section.occurrence === 0 || note.beats < 0.85 || note.beats > 2.2
    if (plain || !style.random.chance(style.ornament ?? 0)) return [note]
    const unit = note.beats > 1.3 ? 0.5 : 0.25
    const allowed = passingTones(chordAt(chords, note.beat), scale)
    const neighbour = nearestPitch(note.midi + (style.random.chance(0.7) ? 2 : -2), allowed)
    if (neighbour === note.midi) return [note]
    return [
      { ...note, beats: unit * 0.95 },
      { beat: note.beat + unit, beats: unit * 0.9, midi: neighbour, velocity: note.velocity * 0.8 },
      { ...note, beat: note.beat + 2 * unit, beats: Math.max(unit, note.beats - 2 * unit), bend: undefined },
    ]
  })
}
