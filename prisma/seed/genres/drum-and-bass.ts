import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import type { SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { style: 'liquid' | 'dark' | 'jungle'; keys: InstrumentName; lead: InstrumentName; bass: InstrumentName }

const LOOPS = {
  liquid: ['im9 im9 bVImaj9 bVImaj9 ivm9 ivm9 vm7 vm7', 'bVImaj9 bVImaj9 bVII9 bVII9 im9 im9 im9 im9'],
  dark: ['im im im im bII bII im im', 'im im bVI bVI im im V V'],
  jungle: ['im9 im9 im9 im9 ivm9 ivm9 ivm9 ivm9', 'im9 im9 bVII9 bVII9 bVImaj9 bVImaj9 V7s9 V7s9'],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 8, 0.4],
    ['drop', 8, 0.95],
    ['drop', 8, 1],
    ['break', 4, 0.45],
    ['drop', 8, 1],
    ['outro', 2, 0.5],
  ],
]

/** Broken beats at 170 and more over half-time harmony, and a bass that moves the air. */
export const drumAndBass = defineGenre<Sound>({
  label: 'drum and bass',
  hues: [150, 260, 20],
  bpm: [170, 178],
  beatsPerBar: 4,
  scales: ['minor'],
  forms: FORMS,
  artists: [
    {
      name: 'Ferrovia',
      sound: { style: 'liquid', keys: 'electricPiano', lead: 'voiceOoh', bass: 'reeseBass' },
      albums: [
        { title: 'Platform Light', year: 2008, tracks: ['Platform Light', 'Last Train, Soft Rain', 'Quiet Carriage'] },
      ],
    },
    {
      name: 'Null Harbour',
      sound: { style: 'dark', keys: 'warmPad', lead: 'squareLead', bass: 'reeseBass' },
      habits: { scales: ['phrygian', 'minor'] },
      albums: [{ title: 'Black Pilot', year: 2014, tracks: ['Black Pilot', 'Sonar Teeth', 'Dredger'] }],
    },
    {
      name: 'Kestrel Unit',
      sound: { style: 'jungle', keys: 'glassPad', lead: 'glassBell', bass: 'subBass' },
      habits: { bpm: [162, 170], scales: ['dorian', 'minor'] },
      albums: [
        {
          title: 'Canopy Frequencies',
          year: 1995,
          tracks: ['Canopy Frequencies', 'Pirate Aerial', 'Tower Block Sunrise'],
        },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { style } = sound
    const chords = layChords(song, { '*': chance.pick(LOOPS[style]) })
    const breaks = {
      liquid: {
        kick: 'X.........x.....',
        snare: '....X..g.g..X..g',
        hat: 'x.x.x.x.x.x.x.x.',
        ride: style === 'liquid' ? 'x.x.x.x.x.x.x.x.' : undefined,
      },
      dark: {
        kick: 'X.........x.....|X.....x...x.....',
        snare: '....X.......X...|....X..g....X.g.',
        hat: 'xoxoxoxoxoxoxoxo',
      },
      jungle: {
        kick: 'X.x.......xx....|X.x.......x.....',
        snare: '....X..g.g..X..g|....X..g.gX...X.',
        hat: 'x.xox.xox.xox.xo',
        openHat: '..............x.',
        conga: '...x...x..x....x',
      },
    }[style]
    const swap = { kick: 'X..x..X...x.....', snare: '...X..g.X..gX.g.', hat: 'x.x.x.x.x.x.x.x.' }
    const bass = {
      liquid: 'R-------..5-R-..|R-----R-....7-a-',
      dark: 'R-R...R-..R-8-..|R---..R-R-..R-a-',
      jungle: 'R-----..R-...-5-|R---..R-......8-',
    }[style]
    return {
      song,
      chords,
      master: { reverbSeconds: 2.2, reverbBrightness: 0.6, delayBeats: 1.5, delayFeedback: 0.45, warmth: 0.7 },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          reverb: 0.4,
          delay: 0.35,
          pan: 0.1,
          gainDb: -2,
          notes: composeMelody(song, chords, {
            low: 64,
            high: 84,
            cells: style === 'dark' ? ['x---..x-', '..x---x-'] : ['x---x---', '..x---x-', 'x--x--x-', '....x-x-'],
            endings: ['x-------'],
            leaps: 0.35,
            plans: { intro: '....a.b.', drop: style === 'dark' ? '..a...b.' : 'a.b.a.cE', break: 'abae' },
            random: chanceFor(song, 'lead'),
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.keys],
          reverb: 0.4,
          delay: 0.2,
          chorus: 0.5,
          duck: 0.25,
          pan: -0.15,
          gainDb: style === 'liquid' ? 2 : 0,
          notes: comp(song, chords, {
            rhythms: { '*': style === 'liquid' ? 'x-----x-----x---|..x-----x-------' : 'x---------------' },
            low: 55,
            high: 74,
            voices: 4,
            gate: 1,
          }),
        },
        {
          role: 'texture',
          voice: INSTRUMENTS.warmPad,
          reverb: 0.5,
          chorus: 0.5,
          gainDb: 2,
          sweep: [
            { beat: 0, hz: 300 },
            { beat: 32, hz: 4500 },
            { beat: 33, hz: 1500 },
          ],
          notes: comp(song, chords, {
            rhythms: { intro: 'x---------------', break: 'x---------------', outro: 'x---------------' },
            low: 57,
            high: 76,
            voices: 3,
          }),
        },
        {
          role: 'bass',
          voice: INSTRUMENTS[sound.bass],
          gainDb: 2.5,
          notes: bassLine(song, chords, { patterns: { drop: bass, outro: 'R---------------' }, low: 28, gate: 0.95 }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.acoustic, { pitch: chance.range(1.1, 1.35), length: 0.75 }),
          hits: playDrums(song, {
            grooves: {
              intro: { hat: 'x...x...x...x...', rim: '..x..x....x..x..', shaker: 'xoxoxoxoxoxoxoxo' },
              drop: breaks,
              break: { hat: 'x...x...x...x...', shaker: 'xoxoxoxoxoxoxoxo' },
              outro: { kick: 'X...............', crash: 'x...............|.' },
            },
            fills: [swap, { kick: 'X.x.......x.....', snare: '....X..XX.X.XxXX', hat: 'x.x.x.x.x.x.....' }],
            fillEvery: 4,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 2,
          reverb: 0.07,
        },
      ],
    }
  },
})
