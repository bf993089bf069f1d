import { type Chord, parseChord } from './chord.ts'
import { patternBar, type Section, type Song } from './song.ts'

export type ChordSpan = Chord & { beat: number; beats: number; section: Section }

/**
 * Lays progressions over a song. One text per section label (`*` for the others): spaces part bars, commas part the
 * beats of one bar evenly, `%` holds the last chord. A text shorter than its section starts again; of one
 * that is longer the end is taken.
 */
export function layChords(song: Song, progressions: Readonly<Record<string, string>>): ChordSpan[] {
  const spans: ChordSpan[] = []
  for (const section of song.sections) {
    const bars = (progressions[section.label] ?? progressions['*']).trim().split(/\s+/)
    for (let bar = 0; bar < section.bars; bar++) {
      const symbols = bars[patternBar(bar, { pattern: bars.length, section: section.bars })].split(',')
      symbols.forEach((symbol, i) => {
        const beats = song.beatsPerBar / symbols.length
        const beat = (section.startBar + bar) * song.beatsPerBar + i * beats
        const last = spans.at(-1)
        if (symbol !== '%') spans.push({ ...parseChord(symbol, song.key.tonic), beat, beats, section })
        else if (last && last.section === section) last.beats += beats
        else if (last) spans.push({ ...last, beat, beats, section })
      })
    }
  }
  return spans
}

/** The chord that sounds at a beat; spans are in order and without gaps. */
export function chordAt(spans: readonly ChordSpan[], beat: number): ChordSpan {
  let low = 0
  let high = spans.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (spans[middle].beat <= beat + 1e-6) low = middle
    else high = middle - 1
  }
  return spans[low]
}

export const spansOf = (spans: readonly ChordSpan[], section: Section) =>
  spans.filter((span) => span.section === section)
