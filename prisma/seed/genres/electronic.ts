import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import type { SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { style: 'trance' | 'techno' | 'house' }

const LOOPS = [
  {
    A: 'i i bVI bVI bIII bIII bVII bVII',
    techno: 'im7 im7 im7 im7 bVImaj7 bVImaj7 vm7 vm7',
    house: 'im9 im9 bVImaj9 bVImaj9 ivm9 ivm9 vm7 vm7',
  },
  { A: 'i bVII bVI bVI i bVII iv V', techno: 'im7 im7 bIImaj7 im7', house: 'ivm9 ivm9 vm7 vm7 im9 im9 bIIImaj9 bVII9' },
  { A: 'bVI bVII i i bVI bVII bIII V', techno: 'im7 im7 ivm7 ivm7', house: 'im9 bVII9 bVImaj9 bVImaj9' },
]

const FORMS: SectionPlan[][] = [
  [
    ['build', 4, 0.4],
    ['A', 4, 0.65],
    ['rise', 4, 0.5],
    ['drop', 8, 1],
    ['A', 4, 0.7],
    ['outro', 2, 0.4],
  ],
  [
    ['build', 4, 0.4],
    ['A', 8, 0.65],
    ['rise', 4, 0.5],
    ['drop', 8, 1],
    ['outro', 4, 0.5],
  ],
]

/** Machines: sequenced lines through opening filters, a pumping kick, a rise and a drop. */
export const electronic = defineGenre<Sound>({
  label: 'electronic',
  hues: [190, 285, 330],
  bpm: [124, 138],
  beatsPerBar: 4,
  scales: ['minor'],
  forms: FORMS,
  artists: [
    {
      name: 'Lumen Vault',
      sound: { style: 'trance' },
      habits: { bpm: [134, 140] },
      albums: [
        { title: 'Perihelion', year: 2005, tracks: ['Perihelion', 'A Thousand Small Suns'] },
        { title: 'Northern Array', year: 2010, tracks: ['Northern Array', 'Signal Arrives'] },
      ],
    },
    {
      name: 'Kessel & Rask',
      sound: { style: 'techno' },
      habits: { bpm: [128, 134], scales: ['phrygian', 'minor'] },
      albums: [{ title: 'Machine Hall', year: 2015, tracks: ['Machine Hall', 'Pressure Valve', 'Third Shift'] }],
    },
    {
      name: 'Ondine Parallax',
      sound: { style: 'house' },
      habits: { bpm: [120, 125], scales: ['dorian', 'minor'] },
      albums: [{ title: 'Afterglass', year: 2020, tracks: ['Afterglass', 'Soft Architecture', 'Balcony, 5 a.m.'] }],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { style } = sound
    const loop = chance.pick(LOOPS)
    const chords = layChords(song, { '*': style === 'trance' ? loop.A : loop[style] })
    const beatOf = (bar: number) => bar * 4
    const last = song.sections[song.sections.length - 1]
    const drop = song.sections.find(({ label }) => label === 'drop') ?? last
    const opening = [
      { beat: 0, hz: 350 },
      { beat: beatOf(song.sections[1].startBar), hz: 1800 },
      { beat: beatOf(drop.startBar) - 16, hz: 900 },
      { beat: beatOf(drop.startBar), hz: 9000 },
      { beat: beatOf(last.startBar), hz: 6000 },
      { beat: beatOf(last.startBar + last.bars), hz: 400 },
    ]
    const sequence = { trance: 'x.xxx.xxx.xxx.xx', techno: 'xx.xx.xxx.xxx.x.', house: 'x..x..x...x..x..' }[style]
    const bassPattern = { trance: '.RRR.RRR.RRR.RRR', techno: '.R.R.RR..R.R8.R.', house: 'R..R..8.R.5.R..7' }[style]
    const clapOn = style === 'techno' ? '............X...' : '....X.......X...'
    return {
      song,
      chords,
      master: {
        reverbSeconds: style === 'house' ? 1.6 : 2.2,
        reverbBrightness: 0.7,
        delayBeats: 0.75,
        delayFeedback: 0.45,
        warmth: 0.5,
      },
      parts: [
        {
          role: 'melody',
          voice:
            style === 'trance'
              ? INSTRUMENTS.superSaw
              : style === 'techno'
                ? INSTRUMENTS.squareLead
                : INSTRUMENTS.glassBell,
          reverb: 0.3,
          delay: 0.3,
          duck: 0.35,
          chorus: 0.3,
          gainDb: style === 'techno' ? -4 : 0,
          notes: composeMelody(song, chords, {
            low: 65,
            high: 86,
            cells: style === 'techno' ? ['x......x', '...x..x.'] : ['x--x--x-', 'x-.x-.x-', 'x.xx.xx-', 'x--x--xx'],
            endings: ['x--x----', 'x-------'],
            leaps: 0.35,
            plans: {
              drop: 'abacabaE',
              A: style === 'house' ? 'a.b.' : undefined,
              rise: style === 'trance' ? 'a.b.' : undefined,
            },
            random: chanceFor(song, 'lead'),
          }),
        },
        {
          role: 'chords',
          voice: style === 'house' ? INSTRUMENTS.electricPiano : INSTRUMENTS.sawPluck,
          sweep: opening,
          delay: 0.22,
          reverb: 0.2,
          duck: 0.5,
          pan: -0.2,
          chorus: 0.3,
          gainDb: 2,
          notes: arpeggiate(song, chords, {
            rhythms: { '*': sequence },
            order: style === 'techno' ? [0, 0, 3, 0, 1, 0, 2, 0] : [0, 2, 1, 3, 4, 2, 3, 1],
            low: style === 'techno' ? 48 : 57,
            high: 76,
            voices: style === 'trance' ? 3 : 4,
            gate: 0.8,
          }),
        },
        {
          role: 'chords',
          voice: style === 'trance' ? INSTRUMENTS.superSaw : INSTRUMENTS.warmPad,
          duck: 0.7,
          reverb: 0.35,
          pan: 0.15,
          chorus: 0.5,
          gainDb: style === 'trance' ? 1 : -1,
          sweep: style === 'trance' ? opening : undefined,
          notes: comp(song, chords, {
            rhythms:
              style === 'house'
                ? { '*': '..x-..x-..x-..x-' }
                : {
                    rise: 'x---------------',
                    drop: style === 'trance' ? 'x.x..x.x.x..x.x.' : 'x---------------',
                    A: 'x---------------',
                  },
            low: 55,
            high: 74,
            voices: style === 'trance' ? 3 : 4,
            gate: 0.95,
          }),
        },
        {
          role: 'bass',
          voice: style === 'techno' ? INSTRUMENTS.acidBass : INSTRUMENTS.sawBass,
          sweep: style === 'techno' ? opening : undefined,
          duck: 0.55,
          notes: bassLine(song, chords, {
            patterns: {
              A: bassPattern,
              drop: bassPattern,
              outro: bassPattern,
              rise: style === 'techno' ? bassPattern : undefined,
            },
            low: 33,
            gate: 0.75,
          }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.house, { pitch: chance.range(0.95, 1.05), length: style === 'techno' ? 1.15 : 0.9 }),
          hits: playDrums(song, {
            grooves: {
              build: {
                kick: style === 'trance' ? undefined : 'x...x...x...x...',
                hat: '..x...x...x...x.',
                shaker: 'xoxoxoxoxoxoxoxo',
              },
              A: { kick: 'X...X...X...X...', clap: clapOn, hat: 'xoxoxoxoxoxoxoxo', openHat: '..x...x...x...x.' },
              rise: {
                snare: 'x...x...x...x...|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxXXXXXXXX',
                hat: '..x...x...x...x.',
              },
              drop: {
                kick: 'X...X...X...X...',
                clap: '....X.......X...',
                openHat: '..X...X...X...X.',
                hat: 'xxoxxxoxxxoxxxox',
                shaker: style === 'house' ? 'xoXoxoXoxoXoxoXo' : undefined,
                rim: style === 'techno' ? '...x..x....x..x.' : undefined,
              },
              outro: { kick: 'x...x...x...x...', hat: '..x...x...x...x.' },
            },
            fills: [{ kick: 'X...X...X...X...', clap: '....X.......X.XX', hat: 'xoxoxoxoxoxoxoxo' }],
            fillEvery: 4,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 1.5,
          reverb: 0.06,
        },
      ],
    }
  },
})
