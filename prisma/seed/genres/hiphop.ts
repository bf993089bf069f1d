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

type Sound = { style: 'lofi' | 'boomBap' | 'trap'; keys: InstrumentName; lead: InstrumentName }

const LOOPS = [
  'ii9 V13 Imaj9 vi9',
  'Imaj9 vi9 ii9 V7sus',
  'im9 ivm9 bVImaj9 V7s9',
  'im9 bVImaj9 ivm9 vm7',
  'IVmaj9 iii7 vi9 Imaj9',
]
const DARK = ['im bVI im bII', 'im im bVI V', 'im ivm bVI V7']

const FORMS: SectionPlan[][] = [
  [
    ['intro', 2, 0.4],
    ['A', 4, 0.65],
    ['B', 4, 0.8],
    ['A', 4, 0.7],
    ['outro', 2, 0.4],
  ],
  [
    ['intro', 2, 0.4],
    ['A', 8, 0.65],
    ['B', 4, 0.85],
    ['A', 4, 0.7],
    ['outro', 2, 0.4],
  ],
  [
    ['intro', 4, 0.4],
    ['A', 8, 0.65],
    ['B', 8, 0.85],
    ['A', 4, 0.7],
    ['outro', 4, 0.4],
  ],
]

/** Dusty late drums, ninth chords on worn tape, deep bass; or cold bells over rolling hats. */
export const hiphop = defineGenre<Sound>({
  label: 'hiphop',
  hues: [28, 255, 345],
  bpm: [76, 92],
  beatsPerBar: 4,
  scales: ['minor'],
  forms: FORMS,
  artists: [
    {
      name: 'Dusty Cassian',
      sound: { style: 'lofi', keys: 'electricPiano', lead: 'vibraphone' },
      habits: { bpm: [72, 86], scales: ['major', 'dorian'] },
      albums: [
        { title: 'Rain Check', year: 2017, tracks: ['Rain Check', 'Noodles at 2 a.m.'] },
        { title: 'Window Seat', year: 2020, tracks: ['Window Seat', 'Cat on the Mixer'] },
      ],
    },
    {
      name: 'MC Parenthesis',
      sound: { style: 'boomBap', keys: 'jazzPiano', lead: 'trumpet' },
      habits: { bpm: [86, 95], scales: ['dorian', 'minor'] },
      albums: [{ title: 'Open Bracket', year: 1994, tracks: ['Open Bracket', 'Corner Store Sonnet', 'Footnotes'] }],
    },
    {
      name: 'Velvet Kilowatt',
      sound: { style: 'trap', keys: 'glassBell', lead: 'flute' },
      habits: { bpm: [68, 76], scales: ['minor', 'phrygian'] },
      albums: [{ title: 'Cold Brew', year: 2022, tracks: ['Cold Brew', 'Eleven Missed Calls', 'Marble Lobby'] }],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { style } = sound
    const trap = style === 'trap'
    const major = song.key.scale === 'major'
    const loop = trap
      ? chance.pick(DARK)
      : chance.pick(LOOPS.filter((text) => text.includes('Imaj9') === major || text.startsWith('IV') === major))
    const chords = layChords(song, { '*': loop })
    const pentatonic = (major ? SCALES.majorPentatonic : SCALES.minorPentatonic).map(
      (step) => (song.key.tonic + step) % 12,
    )
    return {
      song,
      chords,
      swing: trap ? undefined : { unitBeats: 0.25, ratio: style === 'lofi' ? 0.6 : 0.57 },
      master: trap
        ? { reverbSeconds: 2, delayBeats: 0.75, delayFeedback: 0.4, warmth: 0.6, fadeOutBeats: 6 }
        : {
            reverbSeconds: 1.2,
            reverbBrightness: 0.35,
            delayBeats: 0.75,
            delayFeedback: 0.3,
            vinyl: style === 'lofi' ? 0.9 : 0.5,
            wowCents: style === 'lofi' ? 9 : 4,
            warmth: 0.7,
            fadeOutBeats: 6,
          },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          reverb: 0.35,
          delay: 0.25,
          pan: 0.2,
          looseMs: 22,
          lateMs: 15,
          gainDb: -2,
          highCutHz: trap ? undefined : 4200,
          notes: composeMelody(song, chords, {
            low: 62,
            high: 82,
            scale: pentatonic,
            cells: ['..x.xx..', 'x.x...x-', '...xx.x-', 'x--x....', '.xx.x---'],
            endings: ['x-x-----', 'x-------'],
            plans: { A: 'ab..abE.', B: 'abcEabdE' },
            leaps: 0.3,
            random: chanceFor(song, 'lead'),
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.keys],
          reverb: 0.25,
          delay: trap ? 0.3 : 0.05,
          pan: -0.15,
          looseMs: 20,
          lateMs: 12,
          chorus: 0.3,
          gainDb: 3,
          highCutHz: trap ? undefined : 3600,
          notes: comp(song, chords, {
            rhythms: trap
              ? { '*': 'x..x..x.', intro: 'x..x..x.' }
              : {
                  '*': style === 'lofi' ? 'x-----x-.-x-----' : 'x--x-..x--..x-..',
                  B: style === 'lofi' ? 'x--x--x---x-x---' : 'x-.x-.x-.x-.x-x-',
                },
            low: trap ? 67 : 53,
            high: trap ? 84 : 72,
            voices: trap ? 2 : 4,
            gate: trap ? 1.4 : 1,
            strumMs: trap ? 0 : 14,
          }),
        },
        ...(trap
          ? [
              {
                role: 'texture' as const,
                voice: INSTRUMENTS.choir,
                reverb: 0.5,
                gainDb: 1,
                notes: comp(song, chords, { rhythms: { B: 'x-------', A: 'x-------' }, low: 50, high: 67, voices: 3 }),
              },
            ]
          : []),
        {
          role: 'bass',
          voice: trap
            ? { ...INSTRUMENTS.subBass, amp: { attack: 0.004, decay: 2.2, sustain: 0.2, release: 0.2 } }
            : INSTRUMENTS[style === 'lofi' ? 'subBass' : 'uprightBass'],
          looseMs: 10,
          lateMs: 10,
          gainDb: trap ? 2.5 : 1,
          notes: bassLine(song, chords, {
            patterns: {
              A: trap ? 'R-----R---R-.---' : 'R--..R--..8-R-.a',
              B: trap ? 'R---R-----R-R---' : 'R--R.-5-R-.-7-a-',
              outro: 'R-------........',
            },
            low: trap ? 26 : 31,
          }),
        },
      ],
      drums: [
        {
          kit: retune(trap ? DRUM_KITS.deep : DRUM_KITS.boom, { pitch: chance.range(0.9, 1.1) }),
          hits: playDrums(song, {
            grooves: trap
              ? {
                  intro: { hat: 'x.x.x.x.x.x.x.x.' },
                  A: {
                    kick: 'X.....x...x.....',
                    clap: '........X.......',
                    hat: 'x.x.x.x.x.x.xxx.|x.x.xxx.x.x.x.x.x.x.x.x.x.x.x.xx',
                    rim: '..............x.',
                  },
                  B: {
                    kick: 'X...x.....x.x...',
                    clap: '........X.......',
                    hat: 'xxxxxxxxxxxxxxxx|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
                    openHat: '......x.........',
                  },
                  outro: { hat: 'x.x.x.x.x.x.x.x.', kick: 'X...............' },
                }
              : {
                  intro: { hat: 'x.o.x.o.x.o.x.o.', rim: '....x.......x...' },
                  '*': {
                    kick: chance.pick(['X..x...x..X.....', 'X.....xx..x..x..', 'X.x.......X..x..']),
                    snare: '....X..g.g..X...',
                    hat: 'x.xox.o.x.xox.xo',
                  },
                  B: {
                    kick: 'X..x..x...X..x..',
                    snare: '....X..g.g..X..g',
                    hat: 'x.xox.o.x.xox...',
                    openHat: '..............x.',
                  },
                  outro: { kick: 'X.........X.....', snare: '....X.......X...', hat: 'x.o.x.o.x.o.x.o.' },
                },
            fills: trap
              ? [{ clap: '........X...X.XX', hat: 'xxxxxxxxxxxxxxxxxxxxxxxx', kick: 'X.......' }]
              : [{ kick: 'X..x......x.....', snare: '....X..x.xx.X.xx', hat: 'x.x.x...' }],
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 1,
          reverb: 0.07,
          looseMs: trap ? 2 : 9,
          lateMs: trap ? 0 : 14,
          highCutHz: style === 'lofi' ? 7500 : undefined,
        },
      ],
    }
  },
})
