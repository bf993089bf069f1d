import { eachStroke, leadVoices } from './comping.ts'
import { type ChordSpan, chordAt } from './harmony.ts'
import type { Note } from './score.ts'
import type { Song } from './song.ts'
import type { VoicingRange } from './voicing.ts'

export type ArpeggioStyle = VoicingRange & {
  rhythms: Readonly<Record<string, string | undefined>>
  /** Indices into the voicing, walked stroke by stroke from each bar's start; beyond its size they go up an octave. */
  order: readonly number[]
  gate?: number
}

/** Broken chords: Alberti bass, banjo rolls, finger picking, sequencer lines. */
export function arpeggiate(song: Song, chords: readonly ChordSpan[], style: ArpeggioStyle): Note[] {
  const voicings = leadVoices(chords, style)
  const notes: Note[] = []
  for (const section of song.sections) {
    const text = style.rhythms[section.label] ?? style.rhythms['*']
    if (!text) continue
    let bar = -1
    let stroke = 0
    eachStroke(song, section, text, (beat, beats, velocity) => {
      const barNow = Math.floor(beat / song.beatsPerBar + 1e-6)
      if (barNow !== bar) stroke = 0
      bar = barNow
      const pitches = voicings.get(chordAt(chords, beat)) ?? []
      const index = style.order[stroke++ % style.order.length]
      const midi = pitches[index % pitches.length] + 12 * Math.floor(index / pitches.length)
      notes.push({ beat, beats: beats * (style.gate ?? 0.95), midi, velocity: velocity * (0.6 + 0.4 * section.energy) })
    })
  }
  return notes
}
