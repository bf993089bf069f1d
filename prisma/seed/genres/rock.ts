import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SCALES } from '../compose/scale.ts'
import type { SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { style: 'garage' | 'stadium' | 'jangle'; lead: InstrumentName; crunch: number }

const SONGS = {
  garage: [
    { verse: 'I5 I5 bVII5 IV5', chorus: 'IV5 I5 V5 V5' },
    { verse: 'i5 bIII5 IV5 i5', chorus: 'bVI5 bVII5 i5 i5' },
  ],
  stadium: [
    { verse: 'vi5 IV5 I5 V5', chorus: 'I5 V5 vi5 IV5' },
    { verse: 'I5 I5 IV5 V5', chorus: 'IV5 V5 I5 vi5 IV5 V5 I5 I5' },
  ],
  jangle: [
    { verse: 'I Iadd9 vi IV', chorus: 'IV V I vi ii IV V V' },
    { verse: 'I bVII IV I', chorus: 'vi IV I V' },
  ],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 4, 0.6],
    ['verse', 8, 0.65],
    ['chorus', 8, 0.95],
    ['outro', 2, 0.7],
  ],
  [
    ['intro', 4, 0.6],
    ['verse', 8, 0.65],
    ['chorus', 8, 0.95],
    ['solo', 4, 0.9],
    ['chorus', 4, 1],
    ['outro', 2, 0.7],
  ],
  [
    ['intro', 4, 0.6],
    ['verse', 8, 0.65],
    ['chorus', 8, 0.9],
    ['solo', 8, 0.9],
    ['chorus', 8, 1],
    ['outro', 2, 0.7],
  ],
]

/** Crunching guitars on both sides, eighths in the bass, a straight backbeat, a sung line and a guitar solo. */
export const rock = defineGenre<Sound>({
  label: 'rock',
  hues: [10, 205, 40],
  bpm: [116, 142],
  beatsPerBar: 4,
  scales: ['mixolydian'],
  forms: FORMS,
  artists: [
    {
      name: 'The Ferrous Pines',
      sound: { style: 'garage', lead: 'organ', crunch: 11 },
      albums: [
        { title: 'Rust Season', year: 1972, tracks: ['Rust Season', 'Gasoline Picnic'] },
        { title: 'Loud in the Orchard', year: 1974, tracks: ['Loud in the Orchard', 'Borrowed Amplifier'] },
      ],
    },
    {
      name: 'Hollis Vane',
      sound: { style: 'stadium', lead: 'voiceAah', crunch: 8 },
      habits: { scales: ['major'] },
      albums: [
        {
          title: 'Headlights',
          year: 1985,
          tracks: ['Headlights on the Causeway', 'Ten Thousand Lighters', 'Run the Long Way'],
        },
      ],
    },
    {
      name: 'Satellite Orchard',
      sound: { style: 'jangle', lead: 'voiceOoh', crunch: 1.6 },
      habits: { bpm: [124, 148], scales: ['major', 'mixolydian'] },
      albums: [
        {
          title: 'Windfall',
          year: 2007,
          tracks: ['Windfall', 'Postcards from the Moon Office', 'Apples for Astronauts'],
        },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { style } = sound
    const tune = chance.pick(SONGS[style])
    const minor = tune.verse.startsWith('i5')
    const chords = layChords(song, {
      ...tune,
      intro: tune.verse,
      solo: tune.verse,
      outro: `${tune.verse.split(' ').at(-1)} ${minor ? 'i5' : style === 'jangle' ? 'I' : 'I5'}`,
    })
    const scale = (minor ? SCALES.minorPentatonic : SCALES.majorPentatonic).map((step) => (song.key.tonic + step) % 12)
    const soloScale = (minor ? SCALES.blues : SCALES[song.key.scale]).map((step) => (song.key.tonic + step) % 12)
    const rhythm = {
      garage: chance.pick(['x-xxx-.xx-xx.-x-', 'x.x.xx.xx.x.x.xx']),
      stadium: 'xxxxxxxx',
      jangle: 'x-xxx-xx',
    }[style]
    const guitar = (pan: number) => ({
      role: 'chords' as const,
      voice: INSTRUMENTS[style === 'jangle' ? 'steelGuitar' : 'cleanGuitar'],
      drive: sound.crunch,
      pan,
      reverb: 0.1,
      looseMs: pan < 0 ? 8 : 11,
      gainDb: 3,
      notes: comp(song, chords, {
        rhythms: {
          intro: rhythm,
          verse: style === 'stadium' ? 'x-x-x-x-' : rhythm,
          chorus: style === 'jangle' ? 'X-xxX-xx' : 'X-xxX-xx',
          solo: rhythm,
          outro: 'X---X---|X-------',
        },
        low: 43,
        high: 62,
        voices: style === 'jangle' ? 4 : 2,
        gate: style === 'stadium' ? 0.75 : 0.95,
        strumMs: 6,
      }),
    })
    return {
      song,
      chords,
      master: {
        reverbSeconds: style === 'stadium' ? 2.1 : 1.2,
        reverbBrightness: 0.6,
        delayBeats: 0.75,
        delayFeedback: 0.3,
        warmth: 0.7,
      },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          reverb: 0.25,
          delay: 0.12,
          looseMs: 12,
          gainDb: 1,
          notes: composeMelody(song, chords, {
            low: 57,
            high: 77,
            scale,
            cells: ['x.xxx-x-', '.xxxx-x-', 'x-x-xxx-', 'xx.xx-x-', '..xxx-xx'],
            endings: ['x-x-----', 'x-------'],
            plans: { verse: 'ab.c ab.E', chorus: 'abaeabcE' },
            ornament: 0.2,
            random: chanceFor(song, 'voice'),
          }),
        },
        {
          role: 'melody',
          voice: INSTRUMENTS.leadGuitar,
          drive: style === 'jangle' ? 4 : 12,
          reverb: 0.2,
          delay: 0.2,
          pan: 0.25,
          looseMs: 8,
          notes: composeMelody(song, chords, {
            low: 62,
            high: 86,
            scale: soloScale,
            blue: minor,
            improvised: true,
            bend: 0.4,
            leaps: 0.3,
            cells: ['xxxxx-x-', 'x-xxxxxx', 'x--xx-xx', 'xxxxxxxx'],
            endings: ['x-x-----'],
            plans: { solo: 'abacdbae', intro: style === 'jangle' ? 'abab' : '..ab' },
            random: chanceFor(song, 'solo'),
          }),
        },
        guitar(-0.75),
        guitar(0.75),
        ...(style === 'stadium'
          ? [
              {
                role: 'texture' as const,
                voice: INSTRUMENTS.warmPad,
                reverb: 0.4,
                chorus: 0.4,
                gainDb: 2,
                notes: comp(song, chords, {
                  rhythms: { chorus: 'x-------', verse: 'x-------' },
                  low: 57,
                  high: 74,
                  voices: 2,
                }),
              },
            ]
          : []),
        {
          role: 'bass',
          voice: INSTRUMENTS.pickBass,
          drive: 1.5,
          looseMs: 5,
          notes: bassLine(song, chords, {
            patterns: {
              '*': 'RRRRRRRR',
              verse: style === 'garage' ? 'R.RR.R5R' : 'RRRRRRRR',
              chorus: 'RRRRRR5a',
              outro: 'R-------',
            },
            low: 28,
            gate: 0.9,
          }),
        },
      ],
      drums: [
        {
          kit: retune(style === 'stadium' ? DRUM_KITS.heavy : DRUM_KITS.acoustic, { pitch: chance.range(0.92, 1.08) }),
          hits: playDrums(song, {
            grooves: {
              intro: { kick: 'X...x.x.', snare: '..X...X.', hat: 'xxxxxxxx' },
              verse: { kick: chance.pick(['X...xx..', 'X..xx...', 'X...x..x']), snare: '..X...X.', hat: 'XxXxXxXx' },
              chorus: {
                kick: 'X..xX.x.',
                snare: '..X...X.',
                crash: style === 'garage' ? 'x.x.x.x.' : 'x...........',
                ride: style === 'garage' ? undefined : 'XxXxXxXx',
                openHat: style === 'jangle' ? 'x.x.x.x.' : undefined,
              },
              solo: { kick: 'X..xX...', snare: '..X...Xg', ride: 'XxXxXxXx' },
              outro: { kick: 'X...X...|X.......', snare: '..X...XX|X.......', crash: 'X...x...|X.......' },
            },
            fills: [
              { kick: 'X...X...', snare: '....XXxxxx......', tomHigh: '..........xx....', tomLow: '............xxXX' },
              { kick: 'X...X...', snare: '..X..XXXX.XX.XXX' },
            ],
            fillEvery: 4,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 1,
          reverb: 0.14,
          looseMs: 6,
        },
      ],
    }
  },
})
