import { type ChordSpan, chordAt } from './harmony.ts'
import type { Random } from './random.ts'
import { parseRhythm, type Stroke } from './rhythm.ts'
import { nearestPitch, pitchClass, scalePitchClasses, stepInScale } from './scale.ts'
import type { Note } from './score.ts'
import type { Section, Song } from './song.ts'

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

type Motif = { strokes: readonly Stroke[]; contour: readonly number[]; lift: number }

/**
 * A melody in phrases. Each letter of a plan is a motif: a rhythm and a contour, both drawn once, that is laid on the
 * chord of the moment, so it returns recognisably and moves with the harmony. Strong and long notes are chord tones,
 * the others scale tones; cadences come to rest.
 */
export function composeMelody(song: Song, chords: readonly ChordSpan[], style: MelodyStyle): Note[] {
  const notes: Note[] = []
  for (const section of song.sections) {
    const plan = style.plans[section.label] ?? style.plans['*']
    if (!plan) continue
    const bars = plan.replaceAll(' ', '')
    for (let bar = 0; bar < section.bars; bar++) {
      const letter = bars[bar % bars.length]
      if (letter === '.') continue
      const motif = motifFor(song, section, letter, style)
      notes.push(...layMotif(song, chords, { motif, letter, section, bar, style, previous: notes.at(-1) }))
    }
  }
  return style.ornament ? ornament(song, chords, notes, style) : notes
}

function motifFor(song: Song, section: Section, letter: string, style: MelodyStyle): Motif {
  const take = style.improvised ? `/${section.startBar}` : ''
  const random = style.random.fork(`${section.label}${take}/${letter}`)
  const closing = letter === 'e' || letter === 'E'
  const strokes = parseRhythm(random.pick(closing ? style.endings : style.cells), song.beatsPerBar).strokes
  let position = 0
  let direction = random.chance(0.6) ? 1 : -1
  const contour = strokes.map((_, i) => {
    if (i === 0) return 0
    if (random.chance(0.25) || Math.abs(position) > 4) direction = position > 2 ? -1 : position < -2 ? 1 : -direction
    const leap = random.chance(style.leaps ?? 0.2)
    position += direction * (leap ? 2 + random.int(3) : random.chance(0.12) ? 0 : 1)
    if (leap) direction = -direction
    return position
  })
  const lift = closing ? 0 : random.int(5) - 2
  return { strokes, contour: closing ? contour.map((step) => -Math.abs(step)) : contour, lift }
}

type Placing = {
  motif: Motif
  letter: string
  section: Section
  bar: number
  style: MelodyStyle
  previous: Note | undefined
}

function layMotif(song: Song, chords: readonly ChordSpan[], placing: Placing): Note[] {
  const { motif, letter, section, bar, style } = placing
  const start = (section.startBar + bar) * song.beatsPerBar
  const scale = style.scale ?? scalePitchClasses(song.key)
  const arc = Math.sin((Math.PI * ((bar % 8) + 0.5)) / 8)
  const register = style.low + (style.high - style.low) * (0.38 + 0.2 * arc + 0.12 * section.energy) + motif.lift
  const anchor = nearestPitch(register, chordAt(chords, start).tones)
  const notes: Note[] = []
  let last = placing.previous?.midi
  motif.strokes.forEach((stroke, i) => {
    const chord = chordAt(chords, start + stroke.beat)
    const final = i === motif.strokes.length - 1
    const strong = stroke.beat % 2 === 0 || stroke.beats >= 1 || final
    const allowed = strong ? restingTones(chord, letter, final) : style.blue ? scale : passingTones(chord, scale)
    let midi = nearestPitch(stepInScale(anchor, motif.contour[i], scale), allowed)
    if (last !== undefined && midi - last > 9) midi -= 12
    else if (last !== undefined && last - midi > 9) midi += 12
    while (midi > style.high) midi -= 12
    while (midi < style.low) midi += 12
    const shape = 0.7 + 0.12 * arc + 0.12 * (stroke.velocity - 0.8) + (strong ? 0.06 : 0)
    notes.push({
      beat: start + stroke.beat,
      beats: stroke.beats * (style.gate ?? 0.95),
      midi,
      velocity: Math.min(1, shape * (0.75 + 0.25 * section.energy) + 0.02 * style.random.gauss()),
      ...(style.bend && stroke.beats >= 0.5 && style.random.chance(style.bend)
        ? { bend: style.random.pick([1, 2]) }
        : {}),
    })
    last = midi
  })
  return notes
}

/** Where a strong note may rest: any chord tone; an open cadence avoids the root, a closed one seeks root or third. */
function restingTones(chord: ChordSpan, letter: string, final: boolean): readonly number[] {
  const triad = chord.tones.slice(0, 3)
  if (!final || chord.tones.length < 3) return chord.tones.slice(0, 4)
  if (letter === 'e') return triad.slice(1)
  return letter === 'E' ? triad.slice(0, 2) : triad
}

/** The scale bent to the chord: a scale tone a half step beside a chord tone that is foreign to the key gives way. */
export function passingTones(chord: ChordSpan, scale: readonly number[]): number[] {
  const foreign = chord.tones.filter((tone) => !scale.includes(tone))
  const kept = scale.filter((tone) => !foreign.some((f) => pitchClass(f - tone) === 1 || pitchClass(tone - f) === 1))
  return [...new Set([...kept, ...foreign])]
}

/** Repeats are not literal: now and then a long note is split by its upper or lower neighbour. */
function ornament(song: Song, chords: readonly ChordSpan[], notes: readonly Note[], style: MelodyStyle): Note[] {
  const scale = style.scale ?? scalePitchClasses(song.key)
  return notes.flatMap((note) => {
    const section = chordAt(chords, note.beat).section
    const plain = section.occurrence === 0 || note.beats < 0.85 || note.beats > 2.2
    if (plain || !style.random.chance(style.ornament ?? 0)) return [note]
    const unit = note.beats > 1.3 ? 0.5 : 0.25
    const allowed = passingTones(chordAt(chords, note.beat), scale)
    const neighbour = nearestPitch(note.midi + (style.random.chance(0.7) ? 2 : -2), allowed)
    return [
      { ...note, beats: unit * 0.95 },
      { beat: note.beat + unit, beats: unit * 0.9, midi: neighbour, velocity: note.velocity * 0.8 },
      { ...note, beat: note.beat + 2 * unit, beats: Math.max(unit, note.beats - 2 * unit), bend: undefined },
    ]
  })
}

/** A second voice in parallel: each note moved by `steps` scale steps, then onto the scale bent to its chord. */
export function harmonise(
  song: Song,
  chords: readonly ChordSpan[],
  { notes, steps, scale }: { notes: readonly Note[]; steps: number; scale?: readonly number[] },
): Note[] {
  const own = scale ?? scalePitchClasses(song.key)
  return notes.map((note) => {
    const chord = chordAt(chords, note.beat)
    const moved = stepInScale(nearestPitch(note.midi, own), steps, own)
    const allowed = note.beats >= 0.9 ? chord.tones : passingTones(chord, own)
    return { ...note, midi: nearestPitch(moved, allowed), velocity: note.velocity * 0.85 }
  })
}

/** One long note per chord, its third or seventh, whichever lies nearer to the note before: a background line. */
export function guideLine(chords: readonly ChordSpan[], { low, high }: { low: number; high: number }): Note[] {
  let pitch = (low + high) / 2
  return chords.map((span) => {
    const guides = span.tones.length > 3 ? [span.tones[1], span.tones[3]] : span.tones.slice(0, 3)
    pitch = nearestPitch(pitch, guides)
    if (pitch > high) pitch -= 12
    if (pitch < low) pitch += 12
    return { beat: span.beat, beats: span.beats * 0.98, midi: pitch, velocity: 0.6 + 0.25 * span.section.energy }
  })
}
