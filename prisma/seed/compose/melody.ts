import { type ChordSpan, chordAt } from './harmony.ts'
import { findLine, type WantedNote } from './melodic-line.ts'
import { drawMotif, type Motif } from './motif.ts'
import { ornament } from './ornament.ts'
import { passingTones } from './passing-tones.ts'
import type { Random } from './random.ts'
import { nearestPitch, scalePitchClasses, stepInScale } from './scale.ts'
import type { Note } from './score.ts'
import { patternBar, type Section, type Song } from './song.ts'

export type MelodyStyle = {
  low: number
  high: number
  /** One-bar rhythm texts of which motifs are made, and those that close a phrase. */
  cells: readonly string[]
  endings: readonly string[]
  /**
   * One letter per bar for each section label, `*` for the others, missing to rest: equal letters are one motif, `.`
   * is a bar of rest, `e` an open and `E` a closed cadence. Sections longer than their plan repeat it.
   */
  plans: Readonly<Record<string, string | undefined>>
  /** Pitch classes for passing notes; the key's scale when absent. */
  scale?: readonly number[]
  /** The scale stays as it is over every chord: blue notes rub. */
  blue?: boolean
  /** 0 steps only … 1 many leaps. */
  leaps?: number
  /** A section heard again is played anew (a solo) instead of repeated with small ornaments. */
  improvised?: boolean
  ornament?: number
  /** Chance that a long note is bent up into. */
  bend?: number
  gate?: number
  random: Random
}

/**
 * A melody in phrases. Each letter of a plan is a motif: a rhythm and a contour, both drawn once, that is laid on the
 * chord of the moment, so it returns recognisably and moves with the harmony. Strong and long notes are chord tones,
 * the others scale tones; cadences come to rest.
 */
export function composeMelody(song: Song, chords: readonly ChordSpan[], style: MelodyStyle): Note[] {
  const notes: Note[] = []
  const lines = new Map<string, readonly number[]>()
  for (const section of song.sections) {
    const plan = (style.plans[section.label] ?? style.plans['*'])?.replaceAll(' ', '')
    for (let bar = 0; plan && bar < section.bars; bar++) {
      const letter = plan[patternBar(bar, { pattern: plan.length, section: section.bars })]
      if (letter === '.') continue
      const take = `${section.label}${style.improvised ? section.startBar : ''}/${letter}`
      const motif = motifFor(song, { take, letter, style })
      const wanted = wantNotes(song, chords, { motif, letter, section, bar, style })
      const key = `${take} ${wanted.map(({ target, resting }) => `${target}:${resting}`).join(' ')}`
      const line = lines.get(key) ?? findLine(wanted, notes.at(-1)?.midi, style)
      lines.set(key, line)
      notes.push(...playMotif(song, { motif, section, bar, style }, line))
    }
  }
  return style.ornament ? ornament(song, chords, notes, style) : notes
}

function motifFor(song: Song, { take, letter, style }: { take: string; letter: string; style: MelodyStyle }): Motif {
  const random = style.random.fork(take)
  const closing = letter === 'e' || letter === 'E'
  const rhythm = random.pick(closing ? style.endings : style.cells)
  return drawMotif(rhythm, { beatsPerBar: song.beatsPerBar, leaps: style.leaps ?? 0.2, closing, random })
}

type Placing = { motif: Motif; section: Section; bar: number; style: MelodyStyle }

/** The motif's shape over the chords of a bar, in the register that the phrase has reached. */
function wantNotes(song: Song, chords: readonly ChordSpan[], placing: Placing & { letter: string }): WantedNote[] {
  const { motif, section, bar, style, letter } = placing
  const start = (section.startBar + bar) * song.beatsPerBar
  const scale = style.scale ?? scalePitchClasses(song.key)
  const height = 0.36 + 0.18 * phraseArc(bar) + 0.18 * section.energy
  const register = style.low + (style.high - style.low) * height + motif.lift
  const anchor = nearestPitch(register, chordAt(chords, start).tones)
  return motif.strokes.map((stroke, i) => {
    const chord = chordAt(chords, start + stroke.beat)
    const final = i === motif.strokes.length - 1
    return {
      target: stepInScale(anchor, motif.contour[i], scale),
      direction: i === 0 ? 0 : Math.sign(motif.contour[i] - motif.contour[i - 1]),
      strong: stroke.beat % 2 === 0 || stroke.beats >= 1 || final,
      resting: restingTones(chord, { scale, letter, final }),
      passing: style.blue ? scale : passingTones(chord, scale),
    }
  })
}

/** Rises to the middle of eight bars and falls again. */
const phraseArc = (bar: number) => Math.sin((Math.PI * ((bar % 8) + 0.5)) / 8)

type Resting = { scale: readonly number[]; letter: string; final: boolean }

/** Where a strong note may rest: any chord tone; an open cadence avoids the root, a closed one seeks root or third. */
function restingTones(chord: ChordSpan, { scale, letter, final }: Resting): readonly number[] {
  const thirds = [3, 4].map((size) => (chord.root + size) % 12).filter((tone) => scale.includes(tone))
  const tones = chord.tones.length > 2 ? chord.tones.slice(0, 4) : [chord.root, ...thirds, chord.tones[1]]
  if (final && letter === 'e') return tones.slice(1, 3)
  return final && letter === 'E' ? tones.slice(0, 2) : tones
}

function playMotif(song: Song, { motif, section, bar, style }: Placing, line: readonly number[]): Note[] {
  const start = (section.startBar + bar) * song.beatsPerBar
  return motif.strokes.map(({ beat, beats, velocity }, i) => {
    const accent = 0.12 * (velocity - 0.8) + (beat % 2 === 0 || beats >= 1 ? 0.06 : 0)
    const level = (0.7 + 0.12 * phraseArc(bar) + accent) * (0.75 + 0.25 * section.energy)
    const bent = style.bend && beats >= 0.5 && style.random.chance(style.bend)
    return {
      beat: start + beat,
      beats: beats * (style.gate ?? 0.95),
      midi: line[i],
      velocity: Math.min(1, level + 0.02 * style.random.gauss()),
      ...(bent ? { bend: style.random.pick([1, 2]) } : {}),
    }
  })
}
