import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SCALES } from '../compose/scale.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  leadDrive: number
  answer: InstrumentName
  comping: InstrumentName
  compRhythm: string
  bass: string
  groove: 'shuffle' | 'slow'
}

const TWELVE_BARS = [
  'I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7',
  'I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7,IV7 I7,V7',
  'I7 IV9 I7 I7 IV9 #ivdim7 I7 VI7 ii7 V9 I7,VI7 ii7,V7',
]

/** Twelve bars, shuffle, call and answer in the blues scale. */
export const blues = defineGenre<Sound>({
  label: 'blues',
  hues: [215, 230, 28],
  bpm: [92, 122],
  beatsPerBar: 4,
  scales: ['mixolydian'],
  forms: [
    [
      ['intro', 2, 0.5],
      ['A', 12, 0.7],
      ['outro', 2, 0.5],
    ],
    [
      ['intro', 4, 0.5],
      ['A', 12, 0.7],
      ['outro', 4, 0.5],
    ],
    [
      ['intro', 2, 0.5],
      ['A', 12, 0.65],
      ['B', 12, 0.95],
      ['outro', 2, 0.5],
    ],
  ],
  artists: [
    {
      name: 'Otis Marrow',
      sound: {
        lead: 'leadGuitar',
        leadDrive: 5,
        answer: 'saloonPiano',
        comping: 'softOrgan',
        compRhythm: '..x...x.',
        bass: 'R356|8765',
        groove: 'shuffle',
      },
      albums: [
        { title: 'Gravel Road Almanac', year: 1998, tracks: ['Gravel Road Blues', 'Nickel for the Ferryman'] },
        { title: 'Half Past Lonesome', year: 2004, tracks: ['Half Past Lonesome', 'Borrowed Shoes'] },
      ],
    },
    {
      name: 'Delphine Crowe',
      sound: {
        lead: 'harmonica',
        leadDrive: 2.5,
        answer: 'cleanGuitar',
        comping: 'saloonPiano',
        compRhythm: 'x-.x.-x-',
        bass: 'R.RR5.55|6.667.66',
        groove: 'shuffle',
      },
      albums: [
        { title: 'River Don’t Owe Me', year: 2011, tracks: ['River Don’t Owe Me', 'Tin Roof Telegram', 'Seven Crows'] },
      ],
    },
    {
      name: 'Little Amos & the Levee',
      sound: {
        lead: 'leadGuitar',
        leadDrive: 2,
        answer: 'saxophone',
        comping: 'organ',
        compRhythm: 'o-----------',
        bass: 'R-----5-----',
        groove: 'slow',
      },
      habits: {
        bpm: [58, 68],
        forms: [
          [
            ['intro', 1, 0.45],
            ['A', 12, 0.7],
            ['outro', 1, 0.4],
          ],
        ],
      },
      albums: [
        { title: 'Slow Water', year: 1987, tracks: ['Slow Water', 'Candle in the Kitchen', 'Mercy, Mister Moon'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const slow = sound.groove === 'slow'
    const chords = layChords(song, {
      '*': chance.pick(TWELVE_BARS),
      intro: 'V7 IV7 I7 V7',
      outro: slow ? 'I7' : 'IV7 I7 V7 I7',
    })
    const scale = SCALES.blues.map((step) => (song.key.tonic + step) % 12)
    const cells = slow
      ? ['..xx-xx-xx--', 'x-xx-x..xxx-', '...xxxx--x--', 'x-----xxxx-x']
      : ['.xxx-xx-', 'x-xx-.x-', '..xxxxx-', 'x-.xxxx-', 'xxx-xx--']
    const endings = slow ? ['xxx---------', 'x-xx--------'] : ['xxx-----', 'x-x-----', '.xxx----']
    return {
      song,
      ritardandoBeats: 6,
      chords,
      swing: slow ? undefined : { unitBeats: 0.5, ratio: 0.655 },
      master: { reverbSeconds: 1.1, reverbBrightness: 0.5, warmth: 0.5 },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          notes: composeMelody(song, chords, {
            low: 57,
            high: 81,
            cells,
            endings,
            scale,
            blue: true,
            improvised: true,
            bend: 0.3,
            leaps: 0.22,
            plans: { intro: 'abE', A: 'ab..ab..cE..', B: 'abecabedcbaE', outro: slow ? 'E' : '..aE' },
            random: chanceFor(song, 'lead'),
          }),
          drive: sound.leadDrive,
          reverb: 0.22,
          pan: 0.08,
          looseMs: 14,
          lateMs: 8,
        },
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.answer],
          notes: composeMelody(song, chords, {
            low: 60,
            high: 84,
            cells: slow ? cells : ['xxxx.xx.', '.xxxxxx-', 'x.xxx.x-'],
            endings,
            scale,
            blue: true,
            improvised: true,
            plans: { A: '..ae..be..ae', outro: slow ? undefined : 'ab..' },
            random: chanceFor(song, 'answer'),
          }),
          gainDb: -5,
          reverb: 0.25,
          pan: -0.4,
          looseMs: 12,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.comping],
          notes: comp(song, chords, {
            rhythms: { '*': sound.compRhythm, outro: slow ? 'x-----------' : 'x.x.x.x.|x.x.x.x.|x.x.x.x.|X-------' },
            low: 52,
            high: 72,
            voices: 4,
            gate: 0.8,
          }),
          gainDb: -1,
          reverb: 0.2,
          pan: 0.4,
          looseMs: 10,
        },
        {
          role: 'bass',
          gainDb: -2.5,
          voice: INSTRUMENTS.fingerBass,
          notes: bassLine(song, chords, {
            patterns: { '*': sound.bass, outro: slow ? 'R-----------' : 'R356|8765|R-5-|R---' },
            low: 31,
          }),
          looseMs: 8,
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.acoustic, { pitch: chance.range(0.92, 1.06) }),
          hits: playDrums(song, {
            grooves: {
              intro: slow ? undefined : { rim: '..x...x.', hat: 'xoxoxoxo' },
              A: slow
                ? { kick: 'x....ox.....', snare: '...X.....X.g', ride: 'xoxxoxxoxxox' }
                : { kick: 'x..ox..o', snare: '.gX..gXg', hat: 'XoXoXoXo' },
              B: { kick: 'x..xx..o', snare: '.gX..gXg', ride: 'X.XoX.Xo' },
              outro: slow
                ? { kick: 'X', crash: 'X' }
                : {
                    kick: 'x...x...|x...x...|x...x...|X',
                    snare: '..X...X.|..X...X.|..X...X.|X',
                    hat: 'XoXoXoXo|XoXoXoXo|XoXoXoXo|.',
                    crash: '.|.|.|X',
                  },
            },
            fills: slow
              ? [{ kick: 'x...........', snare: '...X..xxxXXX', tomLow: '.......x.xxx' }]
              : [
                  { kick: 'x...x...', snare: '..X.XxXX' },
                  { kick: 'x...x...', snare: '..Xxx...', tomHigh: '.....xx.', tomLow: '......xX' },
                ],
            fillEvery: 12,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          reverb: 0.14,
          looseMs: 7,
          lateMs: 5,
        },
      ],
    }
  },
})
