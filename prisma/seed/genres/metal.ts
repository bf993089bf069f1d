import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import type { SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { style: 'thrash' | 'doom' | 'power'; gain: number }

const RIFFS = {
  thrash: [
    { A: 'i5 i5 bII5 i5,bIII5', B: 'bVI5 bVII5 i5 bII5' },
    { A: 'i5 bVI5,V5 i5 bII5,bVII5', B: 'iv5 bVI5 bVII5 bII5' },
  ],
  doom: [
    { A: 'i5 bII5 i5 bVI5', B: 'bVI5 V5 iv5 bII5' },
    { A: 'i5 i5 bIII5 bII5', B: 'bVI5 bVII5 i5 V5' },
  ],
  power: [
    { A: 'i5 bVI5 bVII5 i5', B: 'bVI5 bVII5 bIII5 V5' },
    { A: 'i5 bVII5 bVI5 V5', B: 'iv5 bVII5 bIII5 bVI5' },
  ],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 2, 0.7],
    ['A', 8, 0.85],
    ['B', 8, 1],
    ['A', 4, 0.9],
    ['outro', 2, 0.9],
  ],
  [
    ['intro', 4, 0.7],
    ['A', 8, 0.85],
    ['B', 8, 1],
    ['A', 8, 0.9],
    ['outro', 2, 0.9],
  ],
  [
    ['intro', 4, 0.7],
    ['A', 8, 0.85],
    ['B', 8, 1],
    ['A', 8, 0.9],
    ['B', 8, 1],
    ['outro', 2, 0.9],
  ],
  [
    ['intro', 2, 0.7],
    ['A', 4, 0.85],
    ['B', 4, 1],
    ['A', 2, 0.9],
    ['outro', 2, 0.9],
  ],
]

/** Two walls of distorted fifths left and right, palm-muted gallops, double kicks, twin leads in dark modes. */
export const metal = defineGenre<Sound>({
  label: 'metal',
  hues: [0, 12, 220],
  bpm: [132, 168],
  beatsPerBar: 4,
  scales: ['phrygian', 'harmonicMinor', 'minor'],
  forms: FORMS,
  artists: [
    {
      name: 'Gravemoss',
      sound: { style: 'doom', gain: 34 },
      habits: { bpm: [68, 84] },
      albums: [
        {
          title: 'Lichen Throne',
          year: 2011,
          tracks: ['Lichen Throne', 'Beneath the Peat', 'Slow Bell of the Drowned Abbey'],
        },
      ],
    },
    {
      name: 'Anvil Cathedral',
      sound: { style: 'power', gain: 22 },
      habits: { bpm: [140, 164], scales: ['harmonicMinor', 'minor'] },
      albums: [
        { title: 'Steel Vespers', year: 1988, tracks: ['Steel Vespers', 'Riders of the Ninth Gate'] },
        { title: 'Crown of Sparks', year: 1991, tracks: ['Crown of Sparks', 'The Dragon Paid in Coin'] },
      ],
    },
    {
      name: 'Vantablack Ritual',
      sound: { style: 'thrash', gain: 40 },
      habits: { bpm: [164, 188], scales: ['phrygian'] },
      albums: [
        { title: 'Null Sermon', year: 2019, tracks: ['Null Sermon', 'Teeth of the Turbine', 'Obsidian Paperwork'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const { style } = sound
    const riff = chance.pick(RIFFS[style])
    const tonic = song.key.tonic
    const low = 36 + ((tonic + 8) % 12)
    const chords = layChords(song, { ...riff, intro: riff.A, outro: 'bII5 i5' })
    const gallop = chance.pick(
      {
        thrash: ['x.xxx.xxx.xxx.xx', 'xxxxxxxxxx.xx.xx', 'xx.xx.xxxx.xx.x.'],
        doom: ['x...............', 'x.........x.x...'],
        power: ['x.xxx.xxx.xxx.xx', 'x.x.x.xxx.x.x.xx'],
      }[style],
    )
    const accents = { thrash: 'X.....X.....X---', doom: 'X-------X-----X-', power: 'X--X--X---X-X---' }[style]
    const double = { thrash: 'xxxxxxxxxxxxxxxx', doom: 'x.......x.x.....', power: 'xxxxxxxxxxxxxxxx' }[style]
    const lead = composeMelody(song, chords, {
      low: 64,
      high: 88,
      cells:
        style === 'doom'
          ? ['x---x-x-', 'x--xx---', 'x-x-x---']
          : ['xxxxxxxx', 'xxxxxxxxxxxxxxxx', 'x-xxx-xx', 'x--x--xx', 'xxxxx-x-'],
      endings: ['x-x-----', 'x-------'],
      bend: 0.3,
      leaps: 0.3,
      improvised: true,
      plans: { B: 'abaeabcE', intro: style === 'power' ? 'abae' : undefined },
      random: chanceFor(song, 'lead'),
    })
    const wall = (pan: number, name: string) => ({
      role: 'chords' as const,
      voice: { ...INSTRUMENTS.cleanGuitar, brightness: pan < 0 ? 0.74 : 0.7, decay: 4 },
      notes: comp(song, chords, {
        rhythms: {
          intro: 'X-------X-------',
          A: accents,
          B: style === 'doom' ? 'X-------X-------' : 'X--X--X-X--X--X-',
          outro: 'X-------X-------|X---------------',
        },
        low,
        high: low + 14,
        voices: 2,
        gate: 0.97,
      }).flatMap((note) => [note, { ...note, midi: note.midi + 12, velocity: note.velocity * 0.5 }]),
      drive: sound.gain,
      pan,
      gainDb: 4,
      reverb: 0.06,
      looseMs: name === 'left' ? 9 : 11,
    })
    const chug = (pan: number) => ({
      role: 'chords' as const,
      voice: { ...INSTRUMENTS.mutedGuitar, muteSeconds: style === 'doom' ? 0.6 : 0.15 },
      notes: comp(song, chords, {
        rhythms: { A: gallop, outro: undefined, B: style === 'thrash' ? 'x.xxx.xxx.xxx.xx' : undefined },
        low,
        high: low + 14,
        voices: 2,
        gate: 0.8,
      }),
      drive: sound.gain * 0.8,
      pan,
      gainDb: 2,
      looseMs: 5,
    })
    return {
      song,
      chords,
      master: {
        reverbSeconds: style === 'doom' ? 2.4 : 1.3,
        reverbBrightness: 0.5,
        delayBeats: 0.75,
        delayFeedback: 0.3,
        warmth: 0.8,
      },
      parts: [
        wall(-0.85, 'left'),
        wall(0.85, 'right'),
        chug(-0.6),
        chug(0.6),
        {
          role: 'melody',
          voice: INSTRUMENTS.leadGuitar,
          notes: lead,
          drive: 16,
          delay: 0.2,
          reverb: 0.2,
          pan: 0.1,
          gainDb: 0,
          looseMs: 6,
        },
        ...(style === 'power'
          ? [
              {
                role: 'melody' as const,
                voice: INSTRUMENTS.leadGuitar,
                notes: harmonise(song, chords, { notes: lead, steps: 2 }),
                drive: 14,
                delay: 0.2,
                reverb: 0.2,
                pan: -0.35,
                gainDb: -3,
                looseMs: 8,
              },
            ]
          : []),
        {
          role: 'bass',
          voice: INSTRUMENTS.pickBass,
          drive: 2.5,
          gainDb: -1,
          notes: bassLine(song, chords, {
            patterns: {
              '*': style === 'doom' ? 'R-------R---R---' : 'R.RRR.RRR.RRR.RR',
              intro: 'R-------R-------',
              outro: 'R-------R-------|R---------------',
            },
            low: 28,
          }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.heavy, { pitch: chance.range(0.94, 1.06) }),
          hits: playDrums(song, {
            grooves: {
              intro: {
                kick: 'X.......X.......',
                crash: 'X.......X.......',
                snare: style === 'doom' ? '........X.......' : '....X.......X...',
              },
              A: {
                kick: style === 'doom' ? 'X.....x.X.......' : gallop,
                snare:
                  style === 'thrash' ? '..X...X...X...X.' : style === 'doom' ? '........X.......' : '....X.......X...',
                hat: 'x...x...x...x...',
              },
              B: {
                kick: double,
                snare: style === 'doom' ? '........X.......' : '....X.......X...',
                ride: style === 'doom' ? 'X...x...X...x...' : 'X.x.X.x.X.x.X.x.',
              },
              outro: {
                kick: 'X.......X.......|X...............',
                crash: 'X.......X.......|X...............',
                snare: '....X.......XXXX|X...............',
              },
            },
            fills: [
              {
                kick: 'x...x...x...x...',
                snare: 'XXXXxx..........',
                tomHigh: '......xxXX......',
                tomLow: '..........xxXXXX',
              },
              { kick: double, snare: 'X..X..X..X..XXXX' },
            ],
            fillEvery: 4,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: 1,
          reverb: 0.1,
          looseMs: 3,
        },
      ],
    }
  },
})
