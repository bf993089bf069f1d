import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { guideLine } from '../compose/guide-line.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { during, type SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  keys: InstrumentName
  bass: InstrumentName
  bassPattern: string
  stabs: InstrumentName
  percussion: 'conga' | 'tambourine' | 'cowbell'
}

const GROOVES = {
  dorian: [
    { A: 'im7 im7 IV9 IV9', B: 'bVImaj7 bVII9 im7 im7 bVImaj7 bVII9 vm7 V7s9' },
    { A: 'im9 ivm9 bVII9 bIIImaj7', B: 'ivm7 vm7 im7 im7 ivm7 vm7 bVImaj7 V7sus' },
  ],
  major: [
    { A: 'Imaj7 vi7 ii9 V7sus', B: 'IVmaj7 iii7 ii9 V7sus IVmaj7 III7s9 vi7 V7sus' },
    { A: 'IVmaj7 V7sus iii7 vi7', B: 'ii9 V9 Imaj7 VI7 ii9 V9 IVmaj7 V7sus' },
  ],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 4, 0.5],
    ['A', 8, 0.7],
    ['B', 8, 0.95],
    ['A', 4, 0.8],
    ['outro', 2, 0.6],
  ],
  [
    ['intro', 4, 0.5],
    ['A', 8, 0.7],
    ['B', 8, 1],
    ['break', 2, 0.5],
    ['A', 4, 0.85],
    ['outro', 2, 0.6],
  ],
]

/** Four on the floor, hats between, octave bass, scratching guitar, strings that answer the voice. */
export const disco = defineGenre<Sound>({
  label: 'disco',
  hues: [320, 275, 48],
  bpm: [114, 126],
  beatsPerBar: 4,
  scales: ['dorian', 'major', 'dorian'],
  forms: FORMS,
  artists: [
    {
      name: 'Mirrorball Municipal',
      sound: {
        lead: 'voiceAah',
        keys: 'electricPiano',
        bass: 'fingerBass',
        bassPattern: 'R.8.R.8.R.8.R.88',
        stabs: 'stabStrings',
        percussion: 'conga',
      },
      albums: [
        { title: 'City Council of Love', year: 1977, tracks: ['City Council of Love', 'Motion Carried'] },
        { title: 'Overtime', year: 1979, tracks: ['Overtime on the Dancefloor', 'Minutes of the Meeting'] },
      ],
    },
    {
      name: 'Gloria Vantongeren',
      sound: {
        lead: 'trumpet',
        keys: 'clavinet',
        bass: 'slapBass',
        bassPattern: 'R..8R.8.R..85.7.',
        stabs: 'brassSection',
        percussion: 'tambourine',
      },
      albums: [
        {
          title: 'Satin Weather',
          year: 1980,
          tracks: ['Satin Weather', 'Heels on the Escalator', 'Ask the Moon Twice'],
        },
      ],
    },
    {
      name: 'Studio Papaya',
      sound: {
        lead: 'squareLead',
        keys: 'electricPiano',
        bass: 'sawBass',
        bassPattern: 'R.R8R.R8R.R8R.R8',
        stabs: 'stabStrings',
        percussion: 'cowbell',
      },
      albums: [
        { title: 'Nu Tropic', year: 2012, tracks: ['Papaya Protocol', 'Sunburnt Synthesizer', 'Pool Party Physics'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const tune = chance.pick(GROOVES[song.key.scale === 'major' ? 'major' : 'dorian'])
    const chords = layChords(song, { ...tune, intro: tune.A, break: tune.A, outro: tune.A })
    return {
      song,
      chords,
      master: {
        reverbSeconds: 1.6,
        reverbBrightness: 0.65,
        delayBeats: 0.75,
        delayFeedback: 0.25,
        warmth: 0.4,
        fadeOutBeats: 10,
      },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          reverb: 0.25,
          delay: 0.15,
          looseMs: 10,
          notes: composeMelody(song, chords, {
            low: 62,
            high: 81,
            cells: ['x-xx.xx-', '.xx.xxx-', 'x.xxx-x-', 'xx.xx.x-', '..xxxxx-'],
            endings: ['x-x-----', 'xx-x----'],
            plans: { A: 'ab.cab.E', B: 'abaeabcE', outro: 'ab' },
            ornament: 0.25,
            leaps: 0.25,
            random: chanceFor(song, 'lead'),
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.rhythmGuitar,
          pan: 0.55,
          looseMs: 5,
          gainDb: 0,
          lowCutHz: 400,
          reverb: 0.06,
          notes: comp(song, chords, {
            rhythms: { '*': 'x.xxo.xx.xxo.xxo', break: undefined },
            low: 60,
            high: 76,
            voices: 3,
            gate: 0.45,
            strumMs: 4,
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.keys],
          pan: -0.4,
          looseMs: 8,
          reverb: 0.15,
          chorus: 0.35,
          notes: comp(song, chords, {
            rhythms: { '*': '..x--..x.-x--...', B: 'x--x--x-.-x--x--' },
            low: 53,
            high: 72,
            voices: 4,
            gate: 0.9,
          }),
        },
        {
          role: 'texture',
          voice: INSTRUMENTS[sound.stabs],
          pan: 0.1,
          reverb: 0.35,
          chorus: 0.4,
          gainDb: 5,
          notes: comp(song, chords, {
            rhythms: {
              A: '................|..........X.x.X.',
              B: 'X-------........|....x.x.x-------',
              intro: '................|............x.x.',
              break: 'x---------------',
            },
            low: 64,
            high: 84,
            voices: 3,
            gate: 0.9,
          }),
        },
        {
          role: 'texture',
          voice: INSTRUMENTS.stringSection,
          pan: -0.1,
          reverb: 0.4,
          chorus: 0.4,
          gainDb: 1,
          notes: guideLine(chords, { low: 72, high: 86 }).filter(during(song, 'B', 'break')),
        },
        {
          role: 'bass',
          voice: INSTRUMENTS[sound.bass],
          looseMs: 4,
          gainDb: 0.5,
          notes: bassLine(song, chords, {
            patterns: { '*': sound.bassPattern, intro: sound.bassPattern, break: 'R---------------' },
            low: 33,
            gate: 0.7,
          }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.house, { pitch: chance.range(0.94, 1.06), length: 0.9 }),
          hits: playDrums(song, {
            grooves: {
              intro: { kick: 'x...x...x...x...', openHat: '..x...x...x...x.', hat: 'x...x...x...x...' },
              '*': {
                kick: 'X...X...X...X...',
                snare: '....x.......x..g',
                clap: '....X.......X...',
                openHat: '..X...X...X...X.',
                hat: 'x.oxx.oxx.oxx.ox',
                ...(sound.percussion === 'conga' ? { conga: '..x..xx...x..x.x', congaLow: 'x.....x.x.......' } : {}),
                ...(sound.percussion === 'tambourine' ? { tambourine: 'xoXoxoXoxoXoxoXo' } : {}),
                ...(sound.percussion === 'cowbell' ? { cowbell: 'x...x...x.x.x...' } : {}),
              },
              break: { clap: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.', conga: 'x.xx.xx.x.xx.xxx' },
            },
            fills: [
              { kick: 'X...X...X...X...', snare: '....x..x..xxXXXX', openHat: '..X...X.........' },
              { kick: 'X...X...X...X...', tomHigh: '........xx.x....', tomLow: '...........xxxXX' },
            ],
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 0.5,
          reverb: 0.08,
          looseMs: 3,
        },
      ],
    }
  },
})
