import type { Random } from './random.ts'
import type { Key } from './scale.ts'

/** A stretch of bars with one character. Equal labels share their material. `energy` 0–1 steers loudness and density. */
export type Section = { label: string; startBar: number; bars: number; energy: number; occurrence: number }

/** What is decided about a track before any note: cheap, so the catalogue can tell length, tempo and key at once. */
export type Song = {
  random: Random
  title: string
  bpm: number
  beatsPerBar: number
  key: Key
  sections: readonly Section[]
}

export type SectionPlan = readonly [label: string, bars: number, energy: number]

export function layOutSections(plan: readonly SectionPlan[]): Section[] {
  const seen = new Map<string, number>()
  let startBar = 0
  return plan.map(([label, bars, energy]) => {
    const occurrence = seen.get(label) ?? 0
    seen.set(label, occurrence + 1)
    const section = { label, startBar, bars, energy, occurrence }
    startBar += bars
    return section
  })
}

export const songBars = (song: Pick<Song, 'sections'>) => song.sections.reduce((sum, { bars }) => sum + bars, 0)
export const songBeats = (song: Pick<Song, 'sections' | 'beatsPerBar'>) => songBars(song) * song.beatsPerBar

/** A filter for things with a beat: those inside sections with one of the labels. */
export function during(song: Song, ...labels: string[]): (thing: { beat: number }) => boolean {
  const spans = song.sections
    .filter(({ label }) => labels.includes(label))
    .map(({ startBar, bars }) => [startBar * song.beatsPerBar, (startBar + bars) * song.beatsPerBar])
  return ({ beat }) => spans.some(([from, to]) => beat >= from - 1e-6 && beat < to - 1e-6)
}

/**
 * Which bar of a pattern a section's bar takes: patterns repeat; of one that is longer than the section the end is
 * taken, so that its cadence is heard.
 */
export function patternBar(bar: number, { pattern, section }: { pattern: number; section: number }): number {
  return pattern > section ? pattern - section + bar : bar % pattern
}
