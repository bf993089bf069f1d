import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SCALES } from '../compose/scale.ts'
import { during, type SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  harmony: InstrumentName
  keys: InstrumentName
  hook: InstrumentName
  bass: InstrumentName
  drums: 'house' | 'acoustic' | 'boom'
}

const SONGS = [
  { verse: 'vi IV I V', chorus: 'I V vi IV' },
  { verse: 'I iii vi IV', chorus: 'IV V iii vi IV V I Vsus4' },
  { verse: 'I Iadd9 IV IV', chorus: 'IV I V vi IV I V V' },
  { verse: 'vi V IV IV', chorus: 'IV I V vi' },
]

const FORMS: SectionPlan[][] = [
  [
    ['intro', 2, 0.45],
    ['verse', 8, 0.6],
    ['chorus', 8, 0.95],
    ['outro', 2, 0.45],
  ],
  [
    ['intro', 2, 0.45],
    ['verse', 4, 0.55],
    ['verse', 4, 0.6],
    ['chorus', 8, 0.95],
    ['bridge', 2, 0.5],
    ['chorus', 4, 1],
    ['outro', 2, 0.45],
  ],
  [
    ['intro', 4, 0.45],
    ['verse', 8, 0.6],
    ['chorus', 8, 0.95],
    ['bridge', 4, 0.5],
    ['chorus', 4, 1],
  ],
]

/** Verse and chorus: a sung line in four-bar hooks, bright keys, claps; the chorus opens up. */
export const pop = defineGenre<Sound>({
  label: 'pop',
  hues: [340, 200, 50],
  bpm: [98, 122],
  beatsPerBar: 4,
  scales: ['major'],
  forms: FORMS,
  artists: [
    {
      name: 'Paper Comets',
      sound: {
        lead: 'voiceAah',
        harmony: 'voiceOoh',
        keys: 'superSaw',
        hook: 'sawPluck',
        bass: 'sawBass',
        drums: 'house',
      },
      albums: [
        { title: 'Confetti Physics', year: 2018, tracks: ['Confetti Physics', 'Call Me Tangerine'] },
        { title: 'Bright Side Up', year: 2021, tracks: ['Bright Side Up', 'Orbiting You'] },
      ],
    },
    {
      name: 'Nell Ashgrove',
      sound: {
        lead: 'voiceOoh',
        harmony: 'voiceAah',
        keys: 'grandPiano',
        hook: 'cleanGuitar',
        bass: 'fingerBass',
        drums: 'acoustic',
      },
      habits: { bpm: [86, 104] },
      albums: [
        {
          title: 'Kitchen Window',
          year: 2015,
          tracks: ['Kitchen Window', 'Every Little Tuesday', 'Learning Your Alphabet'],
        },
      ],
    },
    {
      name: 'Saffron Arcade',
      sound: {
        lead: 'squareLead',
        harmony: 'voiceAah',
        keys: 'synthBrass',
        hook: 'electricPiano',
        bass: 'fmBass',
        drums: 'boom',
      },
      habits: { bpm: [102, 118] },
      albums: [
        { title: 'Neon Lemonade', year: 1986, tracks: ['Neon Lemonade', 'Telephone Summer', 'Roller Rink Romance'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { verse, chorus } = chance.pick(SONGS)
    const chords = layChords(song, { verse, chorus, intro: chorus, bridge: 'ii7 IV vi V', outro: 'IV I' })
    const scale = SCALES.majorPentatonic.map((step) => (song.key.tonic + step) % 12)
    const voice = composeMelody(song, chords, {
      low: 60,
      high: 79,
      scale,
      cells: ['x.xxx.x-', '.xx.xxx-', 'xxx.x-x-', 'x-x-xx.x', '..xxxxx-', 'xx-xx-x-'],
      endings: ['x-x-----', 'xx-x----', 'x-------'],
      plans: { verse: 'abac', chorus: 'abae abaE', bridge: 'a.b.', outro: 'E.' },
      ornament: 0.3,
      leaps: 0.25,
      random: chanceFor(song, 'voice'),
    })
    const electronic = sound.drums !== 'acoustic'
    return {
      song,
      chords,
      master: {
        reverbSeconds: 1.7,
        reverbBrightness: 0.7,
        delayBeats: 0.5,
        delayFeedback: 0.3,
        warmth: 0.4,
        fadeOutBeats: song.sections.at(-1)?.label === 'chorus' ? 8 : undefined,
      },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          notes: voice,
          reverb: 0.25,
          delay: 0.15,
          looseMs: 10,
          gainDb: 1,
        },
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.harmony],
          notes: harmonise(song, chords, { notes: voice.filter(during(song, 'chorus')), steps: 2 }),
          reverb: 0.35,
          pan: -0.35,
          gainDb: -6,
          looseMs: 14,
          chorus: 0.4,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.keys],
          reverb: 0.2,
          pan: 0.15,
          chorus: 0.3,
          duck: electronic ? 0.35 : 0,
          looseMs: 6,
          notes: comp(song, chords, {
            rhythms: {
              verse: electronic ? 'x-------x--x----' : 'x---x---x---x-x-',
              chorus: electronic ? 'x--x--x-x--x--x-' : 'x-x-x-x-x-x-x-x-',
              bridge: 'x---------------',
              outro: 'x---------------',
              intro: 'x-------x-------',
            },
            low: 55,
            high: 74,
            voices: 3,
            gate: 0.9,
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.hook],
          reverb: 0.2,
          delay: 0.25,
          pan: -0.3,
          looseMs: 6,
          notes: arpeggiate(song, chords, {
            rhythms: { intro: 'x.xx.xx.x.xx.xx.', chorus: 'x.xx.xx.x.xx.xx.', verse: '..x...x...x..x..' },
            order: [0, 2, 1, 3, 2, 4],
            low: 67,
            high: 84,
            voices: 3,
            gate: 0.8,
          }),
        },
        {
          role: 'bass',
          voice: INSTRUMENTS[sound.bass],
          duck: electronic ? 0.3 : 0,
          looseMs: 4,
          notes: bassLine(song, chords, {
            patterns: {
              verse: 'R--R--R---R-5---',
              chorus: electronic ? 'R.RRR.RRR.RRR.R8' : 'R-R-R-R-R-R-5-a-',
              bridge: 'R---------------',
              outro: 'R---------------',
            },
            low: 31,
            gate: 0.85,
          }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS[sound.drums], { pitch: chance.range(0.95, 1.08) }),
          hits: playDrums(song, {
            grooves: {
              intro: { clap: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
              verse: { kick: 'X.....x.x.......', snare: '....X.......X...', hat: 'x.xox.xox.xox.xo' },
              chorus: {
                kick: electronic ? 'X...X...X...X...' : 'X..x..x.X..x....',
                snare: '....X.......X...',
                clap: '....X.......X...',
                hat: 'x.x.x.x.x.x.x.x.',
                openHat: electronic ? '..x...x...x...x.' : undefined,
                tambourine: electronic ? undefined : 'xoXoxoXoxoXoxoXo',
              },
              bridge: { kick: 'X...............', hat: 'x...x...x...x...' },
              outro: { kick: 'X...............', crash: 'x...............' },
            },
            fills: [
              { kick: 'X.......x.......', snare: '....X...x.x.XxXX' },
              { kick: 'X...', tomHigh: '......xxxx......', tomLow: '..........xxxx..', snare: '....X.........XX' },
            ],
            crash: 'crash',
            crashEnergy: 0.8,
            random: chanceFor(song, 'drums'),
          }),
          reverb: 0.09,
          looseMs: 3,
        },
      ],
    }
  },
})
