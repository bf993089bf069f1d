import type { ChordSpan } from './harmony.ts'
import { chordAt } from './harmony.ts'
import { parseRhythm } from './rhythm.ts'
import type { Note } from './score.ts'
import type { Section, Song } from './song.ts'
import { type VoicingRange, voiceChord } from './voicing.ts'

export type CompingStyle = VoicingRange & {
  /** Rhythm text per section label, `*` for the others; a missing one rests. Several texts are taken in turn by bar. */
  rhythms: Readonly<Record<string, string | undefined>>
  /** Part of the written length that sounds. */
  gate?: number
  /** Delay between neighbouring strings of a strummed chord; every other stroke goes upwards. */
  strumMs?: number
}

/** Chords in rhythm, led from voicing to voicing; softer where the section is calmer. */
export function comp(song: Song, chords: readonly ChordSpan[], style: CompingStyle): Note[] {
  const voicings = leadVoices(chords, style)
  const strumBeats = ((style.strumMs ?? 0) * song.bpm) / 60000
  const notes: Note[] = []
  for (const section of song.sections) {
    const text = style.rhythms[section.label] ?? style.rhythms['*']
    if (!text) continue
    let stroke = 0
    eachStroke(song, section, text, (beat, beats, velocity) => {
      const span = chordAt(chords, beat)
      const pitches = voicings.get(span) ?? []
      const length = Math.min(beats, span.beat + span.beats - beat + 0.25) * (style.gate ?? 0.95)
      const upward = stroke++ % 2 === 1
      pitches.forEach((midi, i) => {
        const delay = (upward ? pitches.length - 1 - i : i) * strumBeats
        const level = velocity * (0.62 + 0.38 * section.energy) * (i === pitches.length - 1 ? 1 : 0.9)
        notes.push({ beat: beat + delay, beats: Math.max(0.05, length - delay), midi, velocity: level })
      })
    })
  }
  return notes
}

/** One voicing per span, each near the one before. */
export function leadVoices(chords: readonly ChordSpan[], range: VoicingRange): Map<ChordSpan, number[]> {
  const voicings = new Map<ChordSpan, number[]>()
  let previous: number[] = []
  for (const span of chords) {
    previous = voiceChord(span, previous, range)
    voicings.set(span, previous)
  }
  return voicings
}

/** Calls back for every stroke of a rhythm repeated over a section; of a longer rhythm the end is taken. */
export function eachStroke(
  song: Song,
  section: Section,
  text: string,
  visit: (beat: number, beats: number, velocity: number) => void,
): void {
  const rhythm = parseRhythm(text, song.beatsPerBar)
  const start = section.startBar * song.beatsPerBar
  const end = section.bars * song.beatsPerBar
  const cut = Math.max(0, rhythm.bars - section.bars) * song.beatsPerBar
  for (let offset = -cut; offset < end; offset += rhythm.bars * song.beatsPerBar) {
    for (const { beat, beats, velocity } of rhythm.strokes) {
      if (offset + beat > -1e-6 && offset + beat < end - 1e-6)
        visit(start + offset + beat, Math.min(beats, end - offset - beat), velocity)
    }
  }
}
