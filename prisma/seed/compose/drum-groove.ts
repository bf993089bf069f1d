import { DRUM_NAMES, type DrumName } from '../synth/drum-name.ts'
import { eachStroke } from './comping.ts'
import type { Random } from './random.ts'
import type { DrumHit } from './score.ts'
import type { Section, Song } from './song.ts'

/** Rhythm text per drum. */
export type Groove = Readonly<Partial<Record<DrumName, string>>>

export type DrumStyle = {
  /** Groove per section label, `*` for the others, missing to rest. */
  grooves: Readonly<Record<string, Groove | undefined>>
  /** One-bar fills, one of which closes every stretch of `fillEvery` bars; its drums replace the groove's. */
  fills?: readonly Groove[]
  fillEvery?: number
  /** Drum struck on the first beat of each section with more than this energy. */
  crash?: DrumName
  crashEnergy?: number
  random: Random
}

/** Drums of a whole song: grooves, ghost notes that come and go, fills at the ends of phrases, crashes at their starts. */
export function playDrums(song: Song, style: DrumStyle): DrumHit[] {
  const hits: DrumHit[] = []
  for (const section of song.sections) {
    const groove = style.grooves[section.label] ?? style.grooves['*']
    if (!groove) continue
    const fillBars = barsWithFill(section, style, section === song.sections.at(-1))
    const inFill = (beat: number) => fillBars.has(Math.floor(beat / song.beatsPerBar + 1e-6))
    hits.push(...play(song, section, groove, style).filter(({ beat }) => !inFill(beat)))
    for (const bar of fillBars) {
      const fill = { ...section, startBar: bar, bars: 1 }
      hits.push(...play(song, fill, style.random.pick(style.fills ?? []), style))
    }
    if (style.crash && section.energy >= (style.crashEnergy ?? 0.6)) {
      hits.push({ beat: section.startBar * song.beatsPerBar, drum: style.crash, velocity: 0.6 + 0.35 * section.energy })
    }
  }
  return hits.sort((a, b) => a.beat - b.beat)
}

function barsWithFill(section: Section, { fills, fillEvery }: DrumStyle, last: boolean): Set<number> {
  const bars = new Set<number>()
  if (!fills?.length) return bars
  const every = fillEvery ?? 8
  for (let bar = every; bar < section.bars; bar += every) bars.add(section.startBar + bar - 1)
  if (!last && section.bars >= 4) bars.add(section.startBar + section.bars - 1)
  return bars
}

function play(song: Song, section: Section, groove: Groove, { random }: DrumStyle): DrumHit[] {
  const hits: DrumHit[] = []
  for (const drum of DRUM_NAMES) {
    const text = groove[drum]
    if (!text) continue
    eachStroke(song, section, text, (beat, _beats, velocity) => {
      if (velocity < 0.3 && random.chance(0.3)) return
      const human = 1 + 0.07 * random.gauss()
      hits.push({ beat, drum, velocity: Math.min(1, velocity * human * (0.72 + 0.28 * section.energy)) })
    })
  }
  return hits
}
