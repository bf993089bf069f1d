import { walkBass } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { lead: InstrumentName; comping: InstrumentName; low: number; brushes?: true; swing: number }

const TUNES = {
  major: [
    { A: 'Imaj7 VI7 ii9 V13 Imaj7,VI7 ii9,V7b9 Imaj9 ii7,V7', B: 'iv7 bVII9 Imaj7 VI7 ii9 II9 ii7 V7b9' },
    { A: 'Imaj9 vi7 ii9 V13 iii7 VI7b9 ii7,V7 Imaj7', B: 'IVmaj7 #ivdim7 Imaj7/5 VI7 IIm7 V13 Imaj7 V7sus' },
  ],
  minor: [
    { A: 'im9 im6 iim7b5 V7b9 im9 bVI7 iim7b5,V7b9 im6', B: 'ivm9 bVII13 bIIImaj9 bVImaj7 iim7b5 V7b9 im7 V7b9' },
    { A: 'im7 im7 ivm7 ivm7 bVI7 V7s9 im7 iim7b5,V7', B: 'ivm7 bVII9 bIIImaj7 VI7b9 iim7b5 V7b9 im6 V7b9' },
  ],
}

/** A trio or quartet: walking bass, swinging ride, rootless voicings, a tune and choruses over it. */
export const jazz = defineGenre<Sound>({
  label: 'jazz',
  hues: [265, 38, 200],
  bpm: [132, 188],
  beatsPerBar: 4,
  scales: ['major', 'dorian'],
  forms: [
    [
      ['intro', 4, 0.4],
      ['A', 8, 0.6],
      ['B', 8, 0.75],
      ['A', 8, 0.7],
      ['outro', 4, 0.45],
    ],
    [
      ['intro', 4, 0.4],
      ['A', 8, 0.6],
      ['A', 8, 0.65],
      ['B', 8, 0.8],
      ['A', 8, 0.7],
      ['outro', 4, 0.45],
    ],
    [
      ['A', 8, 0.55],
      ['A', 8, 0.6],
      ['B', 8, 0.85],
      ['A', 4, 0.6],
      ['outro', 2, 0.4],
    ],
  ],
  artists: [
    {
      name: 'Ida Lindqvist Trio',
      sound: { lead: 'jazzPiano', comping: 'jazzPiano', low: 62, brushes: true, swing: 0.62 },
      albums: [
        {
          title: 'Umbrellas for Everyone',
          year: 2009,
          tracks: ['Umbrellas for Everyone', 'The Lamplighter’s Cat', 'Seventh Floor Walk-Up'],
        },
      ],
    },
    {
      name: 'Marcel Okonjo Quartet',
      sound: { lead: 'saxophone', comping: 'jazzPiano', low: 56, swing: 0.64 },
      albums: [
        { title: 'Blue Tram No. 9', year: 1964, tracks: ['Blue Tram No. 9', 'Conversation with Rain'] },
        {
          title: 'Night Shift at the Bakery',
          year: 1967,
          tracks: ['Night Shift at the Bakery', 'Uncle Bartholomew Says No'],
        },
      ],
    },
    {
      name: 'Vesper Lane',
      sound: { lead: 'vibraphone', comping: 'cleanGuitar', low: 60, brushes: true, swing: 0.6 },
      habits: {
        bpm: [108, 140],
        forms: [
          [
            ['intro', 4, 0.4],
            ['A', 8, 0.6],
            ['B', 8, 0.75],
            ['A', 4, 0.6],
            ['outro', 4, 0.4],
          ],
        ],
      },
      albums: [
        { title: 'Glass Elevator', year: 2016, tracks: ['Glass Elevator', 'Second-Best Hotel', 'Moth at the Window'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const minor = song.key.scale === 'dorian'
    const tune = chance.pick(TUNES[minor ? 'minor' : 'major'])
    const turn = minor ? 'iim7b5 V7b9 iim7b5 V7b9' : 'iii7 VI7 ii7 V7'
    const chords = layChords(song, { ...tune, intro: turn, outro: minor ? 'iim7b5 V7b9 im6 im6' : 'ii9 V13 I69 I69' })
    const endings = ['xx--....', 'x-x-----', '.xxx--..', 'xxxxx---']
    return {
      song,
      ritardandoBeats: 6,
      chords,
      swing: { unitBeats: 0.5, ratio: sound.swing },
      master: { reverbSeconds: 1.3, reverbBrightness: 0.45, warmth: 0.3 },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          notes: composeMelody(song, chords, {
            low: sound.low,
            high: sound.low + 24,
            cells: ['.xxxxxxx', 'xxxxx-x.', '.x-xx-xx', 'x-.xxxx-', 'xxxx.xx-', '..xxxxxx', 'x--x--xx'],
            endings,
            leaps: 0.3,
            improvised: true,
            ornament: 0.2,
            plans: { A: 'aba.cdce', B: 'abcdefgE', outro: 'abE.' },
            random: chanceFor(song, 'lead'),
          }),
          reverb: 0.2,
          pan: 0.05,
          looseMs: 16,
          lateMs: 12,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.comping],
          notes: comp(song, chords, {
            rhythms: {
              '*': chance.pick([
                '..x-...x|.x......|x-....x-|...x-...',
                'x..x-...|....x...|.x-...x.|..x--...',
                '.x-...x.|...x-...|x--.....|..x...x-',
              ]),
              outro: '..x-...x|.x...x..|x-------|........',
            },
            low: 53,
            high: 71,
            voices: 4,
            gate: 0.75,
          }),
          gainDb: -2,
          reverb: 0.18,
          pan: -0.3,
          looseMs: 14,
        },
        {
          role: 'bass',
          voice: INSTRUMENTS.uprightBass,
          notes: walkBass(song, chords, { low: 28, random: chanceFor(song, 'bass') }),
          looseMs: 8,
          gainDb: -2.5,
          reverb: 0.05,
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.jazz, { pitch: chance.range(0.94, 1.06) }),
          hits: playDrums(song, {
            grooves: {
              intro: { ride: 'X.XoX.Xo', hat: '..x...x.' },
              '*': sound.brushes
                ? { brush: 'xoXoxoXo', ride: 'x.xox.xo', hat: '..x...x.', kick: 'g...g...' }
                : {
                    ride: 'X.XoX.Xo',
                    hat: '..x...x.',
                    snare: '...g.o..|.o...g..|g..o....|.g...o.g',
                    kick: 'g..og...|g.....g.',
                  },
              outro: {
                ride: 'X.XoX.Xo|X.XoX.Xo|X.......|........',
                hat: '..x...x.|..x...x.|........|........',
                kick: '....|....|x...|....',
              },
            },
            fills: [
              { ride: 'X.......', snare: '.xxoxxXo', kick: '....x..x' },
              { ride: 'X.X.....', tomHigh: '...xxo..', tomLow: '.....xxX' },
            ],
            crash: 'ride',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: -8,
          highCutHz: 10500,
          reverb: 0.16,
          looseMs: 9,
        },
      ],
    }
  },
})
