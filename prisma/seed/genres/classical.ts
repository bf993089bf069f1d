import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { guideLine } from '../compose/guide-line.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import type { NotePart } from '../compose/score.ts'
import { during } from '../compose/song.ts'
import { SONG_FORMS } from '../compose/song-forms.ts'
import { INSTRUMENTS } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { ensemble: 'piano' | 'quartet' | 'baroque' }

const PERIODS = {
  major: [
    { A: 'I V7/7 I/3 IV ii/3 V7 I,IV I,V7', B: 'vi III7 vi II7 V ii7,V7 I/3,IV V7' },
    { A: 'I vi ii/3 V7 I IV I/5,V7 I', B: 'V V7/7 I I7 IV #ivdim7 I/5 V7' },
  ],
  minor: [
    { A: 'i V7/3 i iv/3 i/5 iim7b5/3 V7 i', B: 'bIII bVII7 bIII iv bVI iim7b5,V7 i/3,iv V7' },
    { A: 'i iv bVII7 bIII bVI iim7b5 V7 i', B: 'iv i V7/7 i/3 bVI bII/3 V7 V7' },
  ],
}

/** Common-practice harmony with inversions, periods of question and answer, no drums. */
export const classical = defineGenre<Sound>({
  label: 'classical',
  hues: [35, 0, 48],
  bpm: [84, 116],
  beatsPerBar: 4,
  scales: ['major', 'harmonicMinor', 'major'],
  forms: SONG_FORMS,
  artists: [
    {
      name: 'Henrike Solvay',
      sound: { ensemble: 'piano' },
      albums: [
        {
          title: 'Small Rooms',
          year: 2014,
          tracks: [
            'Small Room with Clock',
            'Nocturne for a Borrowed Piano',
            'Étude of the Patient Hand',
            'Berceuse in Snow',
          ],
        },
      ],
    },
    {
      name: 'Quatuor Aubépine',
      sound: { ensemble: 'quartet' },
      habits: { bpm: [72, 104] },
      albums: [
        {
          title: 'Four Chairs, One Fire',
          year: 2006,
          tracks: ['Allegretto for Four Chairs', 'Hedgerow Suite: I', 'Hedgerow Suite: II'],
        },
      ],
    },
    {
      name: 'Camerata Winterthorn',
      sound: { ensemble: 'baroque' },
      habits: { bpm: [88, 112] },
      albums: [
        {
          title: 'The Clockmaker’s Garden',
          year: 1995,
          tracks: ['Sinfonia of the Clockmaker', 'Gigue for Garden Gates', 'Aria without Words'],
        },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const minor = song.key.scale === 'harmonicMinor'
    const period = chance.pick(PERIODS[minor ? 'minor' : 'major'])
    const home = minor ? 'i' : 'I'
    const chords = layChords(song, {
      ...period,
      intro: `${home} ${minor ? 'iv' : 'IV'} V7 ${home}`,
      outro: `${minor ? 'iim7b5/3' : 'ii/3'} V7 ${home} ${home}`,
    })
    const tune = composeMelody(song, chords, {
      low: 67,
      high: 88,
      cells: ['x--xx-x-', 'x-x-xxxx', 'x-xxx-x-', 'x---x-xx', 'xxx-x-x-', 'x--xx--x', 'x-xxxxxx'],
      endings: ['x-x-x---', 'xxx-x---', 'x-x-----'],
      plans: { A: 'abae abcE', B: 'cdce cdbE', outro: 'abE.' },
      ornament: 0.5,
      leaps: 0.22,
      gate: sound.ensemble === 'quartet' ? 1 : 0.97,
      random: chanceFor(song, 'tune'),
    })
    const parts: NotePart[] = []
    if (sound.ensemble === 'piano') {
      const figure = chance.pick([
        { rhythm: 'xoxoxoxo', order: [0, 2, 1, 2] },
        { rhythm: 'xooxoo xooxoo', order: [0, 1, 2, 3, 2, 1] },
        { rhythm: 'xoooxoooxoooxooo', order: [0, 2, 3, 2] },
      ])
      parts.push(
        { role: 'melody', voice: INSTRUMENTS.grandPiano, notes: tune, reverb: 0.3, pan: 0.15, looseMs: 16, lateMs: 6 },
        {
          role: 'chords',
          voice: INSTRUMENTS.grandPiano,
          notes: arpeggiate(song, chords, {
            rhythms: {
              '*': figure.rhythm,
              outro: `${figure.rhythm}|${figure.rhythm}|x---o---o---o---|x---------------`,
            },
            order: figure.order,
            low: 52,
            high: 67,
            voices: 3,
            gate: 1.6,
          }),
          reverb: 0.3,
          pan: -0.15,
          looseMs: 10,
          gainDb: 1,
        },
        {
          role: 'bass',
          voice: INSTRUMENTS.grandPiano,
          notes: bassLine(song, chords, {
            patterns: { '*': 'R---5---', B: 'R---8-5-', outro: 'R---5---|R---5---|R-------|R-------' },
            low: 33,
            gate: 1.2,
          }),
          reverb: 0.3,
          pan: -0.2,
          looseMs: 10,
          gainDb: -6,
        },
      )
    }
    if (sound.ensemble === 'quartet') {
      parts.push(
        { role: 'melody', voice: INSTRUMENTS.violin, notes: tune, reverb: 0.4, pan: -0.45, looseMs: 16 },
        {
          role: 'melody',
          voice: INSTRUMENTS.violin,
          notes: harmonise(song, chords, { notes: tune, steps: -2 }).filter(during(song, 'B', 'outro')),
          gainDb: -5,
          reverb: 0.4,
          pan: -0.15,
          looseMs: 18,
        },
        {
          role: 'chords',
          voice: { ...INSTRUMENTS.violin, wave: 'softSaw' },
          notes: [
            ...comp(song, chords, {
              rhythms: { A: '.x.x.x.x', '*': 'x---x---' },
              low: 53,
              high: 70,
              voices: 2,
              gate: 0.85,
            }),
          ],
          gainDb: 1,
          reverb: 0.4,
          pan: 0.2,
          looseMs: 14,
        },
        {
          role: 'texture',
          voice: { ...INSTRUMENTS.violin, wave: 'softSaw' },
          notes: guideLine(chords, { low: 57, high: 69 }),
          reverb: 0.4,
          pan: 0.3,
          looseMs: 14,
        },
        {
          role: 'bass',
          voice: INSTRUMENTS.cello,
          notes: bassLine(song, chords, {
            patterns: { A: 'R-3-5-3-', B: 'R---5---', intro: 'R-------', outro: 'R---5---|R---5---|R-------|R-------' },
            low: 36,
            gate: 1,
          }),
          gainDb: -3,
          reverb: 0.35,
          pan: 0.45,
          looseMs: 12,
        },
      )
    }
    if (sound.ensemble === 'baroque') {
      parts.push(
        { role: 'melody', voice: INSTRUMENTS.flute, notes: tune, reverb: 0.4, pan: 0.3, looseMs: 12 },
        {
          role: 'melody',
          voice: INSTRUMENTS.violin,
          notes: composeMelody(song, chords, {
            low: 62,
            high: 81,
            cells: ['.xxxx-x-', 'x-.xxxxx', '..xxxxx-', 'xxxxxxxx'],
            endings: ['x-x-x---'],
            plans: { A: '.ab.abce', B: 'abacabcE', outro: '.aE.' },
            random: chanceFor(song, 'counter'),
          }),
          gainDb: -4,
          reverb: 0.4,
          pan: -0.4,
          looseMs: 12,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.harpsichord,
          notes: arpeggiate(song, chords, {
            rhythms: { '*': 'xoxoxoxo', B: 'xoxoxoxoxoxoxoxo', outro: 'xoxoxoxo|xoxoxoxo|x---x---|x-------' },
            order: [0, 2, 1, 3, 2, 1, 3, 2],
            low: 55,
            high: 74,
            voices: 3,
            gate: 0.9,
          }),
          reverb: 0.3,
          pan: -0.1,
          looseMs: 8,
          gainDb: 1,
        },
        {
          role: 'texture',
          voice: INSTRUMENTS.stringSection,
          notes: comp(song, chords, { rhythms: { B: 'x-------', outro: 'x-------' }, low: 57, high: 76, voices: 3 }),
          reverb: 0.45,
          pan: 0.1,
          chorus: 0.3,
          gainDb: 3,
        },
        {
          role: 'bass',
          voice: INSTRUMENTS.cello,
          notes: bassLine(song, chords, {
            patterns: { '*': 'R-5-3-5-', B: 'R-3-5-a-', outro: 'R-5-3-5-|R---5---|R-------|R-------' },
            low: 36,
            gate: 0.9,
          }),
          gainDb: -2,
          reverb: 0.3,
          pan: 0.2,
          looseMs: 10,
        },
      )
    }
    return {
      song,
      ritardandoBeats: 8,
      rubatoBeats: sound.ensemble === 'piano' ? 0.05 : 0.02,
      chords,
      parts,
      drums: [],
      master: { reverbSeconds: 2.3, reverbBrightness: 0.6, warmth: 0 },
    }
  },
})
