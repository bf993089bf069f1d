import { expect, test } from '@jest/globals'
import { demoTracks } from '../demo-catalogue.ts'
import { composeTrack, UnknownDemoTrack } from './compose-track.ts'
import { chordAt } from './harmony.ts'
import { passingTones } from './passing-tones.ts'
import { SCALES, scalePitchClasses } from './scale.ts'
import { songBeats } from './song.ts'

const pieces = demoTracks().map((track) => ({ track, score: composeTrack(track) }))
const share = (hits: number, all: number) => hits / Math.max(1, all)

test('no melody plays a note that is neither in the key nor in the chord of the moment', () => {
  for (const { score } of pieces) {
    const blue = SCALES.blues.map((step) => (score.song.key.tonic + step) % 12)
    const own = [...new Set([...scalePitchClasses(score.song.key), ...blue])]
    const foreign = score.parts
      .filter(({ role }) => role === 'melody')
      .flatMap(({ notes }) => notes)
      .filter(({ beat, midi }) => {
        const chord = chordAt(score.chords, beat)
        return ![...own, ...chord.tones, ...passingTones(chord, own)].includes(midi % 12)
      })
    expect(foreign).toEqual([])
  }
})

test('long melody notes rest on the chord', () => {
  let resting = 0
  let long = 0
  for (const { score } of pieces) {
    for (const { beat, beats, midi } of score.parts
      .filter(({ role }) => role === 'melody')
      .flatMap(({ notes }) => notes)) {
      if (beats < 1.5) continue
      long++
      if (chordAt(score.chords, beat).tones.includes(midi % 12)) resting++
    }
  }
  expect(long).toBeGreaterThan(500)
  expect(share(resting, long)).toBeGreaterThan(0.9)
})

test('the bass is on the chord wherever a chord begins', () => {
  for (const { score } of pieces) {
    const bass = score.parts.find(({ role }) => role === 'bass')?.notes ?? []
    const starts = new Map(bass.map((note) => [note.beat.toFixed(3), note]))
    const astray = score.chords.filter((chord) => {
      const note = starts.get(chord.beat.toFixed(3))
      return note && ![chord.bass, chord.root].includes(note.midi % 12)
    })
    expect(astray).toEqual([])
  }
})

test('accompanying chords hold only tones of their chord', () => {
  for (const { score } of pieces) {
    for (const { role, notes } of score.parts) {
      if (role !== 'chords') continue
      const wrong = notes.filter(({ beat, midi }) => {
        const tones = [chordAt(score.chords, beat), chordAt(score.chords, beat - 0.1)].flatMap((chord) => chord.tones)
        return !tones.includes(midi % 12)
      })
      expect(wrong).toEqual([])
    }
  }
})

test('drums fall on a grid of sixteenths, triplets or the rolls of a hat', () => {
  const onGrid = (beat: number) => [24, 32].some((grid) => Math.abs(beat * grid - Math.round(beat * grid)) < 1e-6)
  const hits = pieces.flatMap(({ score }) => score.drums.flatMap((part) => part.hits))
  expect(hits.length).toBeGreaterThan(20_000)
  expect(hits.filter(({ beat }) => !onGrid(beat))).toEqual([])
})

test('everything that is played lies within the song', () => {
  for (const { score } of pieces) {
    const end = songBeats(score.song)
    const beats = [...score.parts.flatMap(({ notes }) => notes), ...score.drums.flatMap(({ hits }) => hits)]
    expect(Math.min(...beats.map(({ beat }) => beat))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...beats.map(({ beat }) => beat))).toBeLessThan(end)
  }
})

test('a section that returns brings its tune back', () => {
  const { score } = pieces.find(({ track }) => track.genre === 'classical' && track.bpm > 0) ?? pieces[0]
  const [first, second] = score.song.sections.filter(({ label }) => label === 'A')
  const opening = (startBar: number) =>
    score.parts[0].notes.filter(({ beat }) => Math.floor(beat / 4) === startBar).map(({ midi }) => midi)
  expect(opening(first.startBar).length).toBeGreaterThan(2)
  for (const midi of opening(first.startBar)) expect(opening(second.startBar)).toContain(midi)
})

test('genres speak different harmonic languages', () => {
  const vocabulary = (genre: string) =>
    new Set(
      pieces
        .filter(({ track }) => track.genre === genre)
        .flatMap(({ score }) => score.chords.map(({ symbol }) => symbol)),
    )
  const overlap = (a: string, b: string) => {
    const [one, two] = [vocabulary(a), vocabulary(b)]
    return share([...one].filter((symbol) => two.has(symbol)).length, Math.min(one.size, two.size))
  }
  expect(overlap('jazz', 'metal')).toBe(0)
  expect(overlap('blues', 'ambient')).toBe(0)
  expect(overlap('country', 'bossa nova')).toBeLessThan(0.3)
})

test('a track that is not of the catalogue is refused', () => {
  expect(() => composeTrack({ ...pieces[0].track, artist: 'Nobody' })).toThrow(UnknownDemoTrack)
})
