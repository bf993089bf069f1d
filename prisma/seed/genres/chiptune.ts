import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { during, type SectionPlan } from '../compose/song.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  second: InstrumentName
  arpeggio: string
  order: readonly number[]
  bass: string
  twin?: true
}

const LOOPS = [
  { A: 'i bVI bVII i i bVI bVII V', B: 'bIII bVII iv V bVI bVII i V' },
  { A: 'i bVII bVI V i bVII bVI V', B: 'bVI bVII bIII i bVI bVII V V' },
]
const BRIGHT_LOOPS = [
  { A: 'I V vi IV I V IV V', B: 'vi iii IV I ii V I V' },
  { A: 'I bVII IV I I bVII IV V', B: 'bVI bVII I I bVI bVII V V' },
]
const FORMS: SectionPlan[][] = [
  [
    ['intro', 4, 0.6],
    ['A', 8, 0.7],
    ['B', 8, 0.9],
    ['A', 8, 0.8],
    ['outro', 4, 0.6],
  ],
  [
    ['intro', 4, 0.6],
    ['A', 8, 0.7],
    ['A', 8, 0.75],
    ['B', 8, 0.95],
    ['A', 4, 0.8],
    ['outro', 2, 0.6],
  ],
]

/** Four dry voices of an old console: two pulses, a triangle, noise; chords as lightning arpeggios. */
export const chiptune = defineGenre<Sound>({
  label: 'chiptune',
  hues: [300, 130, 55],
  bpm: [138, 168],
  beatsPerBar: 4,
  scales: ['minor', 'major', 'harmonicMinor'],
  forms: FORMS,
  artists: [
    {
      name: 'Pixel Pilgrim',
      sound: {
        lead: 'pulseLead',
        second: 'thinPulse',
        arpeggio: 'xxxxxxxxxxxxxxxx',
        order: [0, 1, 2, 3],
        bass: 'R.R8R.R8',
        twin: true,
      },
      albums: [
        { title: 'Cartridge Weather', year: 2013, tracks: ['Level Select Lullaby', 'Cloud Castle Express'] },
        { title: 'Extra Lives', year: 2018, tracks: ['Extra Life, Extra Sugar', 'The Slime Has Feelings'] },
      ],
    },
    {
      name: 'Kilobyte Kid',
      sound: {
        lead: 'squarePulse',
        second: 'thinPulse',
        arpeggio: 'xxxxxxxxxxxx',
        order: [2, 1, 0],
        bass: 'RRRRRRRR',
        twin: true,
      },
      albums: [{ title: '64 Reasons', year: 2021, tracks: ['Boss Door Jitters', 'Save Point', 'Turbo Tofu'] }],
    },
    {
      name: 'Arcadia Null',
      sound: {
        lead: 'pulseLead',
        second: 'squarePulse',
        arpeggio: 'x.xx.xx.x.xx.xx.',
        order: [0, 2, 1, 4, 2, 1],
        bass: 'R--RR-5-',
      },
      habits: {
        bpm: [112, 132],
        forms: [
          [
            ['intro', 4, 0.5],
            ['A', 8, 0.65],
            ['B', 8, 0.85],
            ['outro', 4, 0.5],
          ],
          [
            ['intro', 2, 0.5],
            ['A', 8, 0.65],
            ['B', 8, 0.85],
            ['A', 8, 0.7],
            ['outro', 2, 0.5],
          ],
        ],
      },
      albums: [
        { title: 'Coin-Op Melancholia', year: 2016, tracks: ['Insert Heart', 'Attract Mode', 'The Last Token'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const loop = chance.pick(song.key.scale === 'major' ? BRIGHT_LOOPS : LOOPS)
    const home = song.key.scale === 'major' ? 'I' : 'i'
    const chords = layChords(song, {
      ...loop,
      intro: loop.A,
      outro: `${loop.A.split(' ').slice(0, 3).join(' ')} ${home}`,
    })
    const lead = composeMelody(song, chords, {
      low: 67,
      high: 91,
      cells: ['x-xxx-xx', 'xxx-x-x-', 'x-.xxx-x', 'xx.xx.x-', 'x.x.xxxx', 'x--x--xx'],
      endings: ['x-x-x---', 'xxx-x---', 'x-------'],
      leaps: 0.4,
      ornament: 0.4,
      gate: 0.85,
      plans: { A: 'abac abcE', B: 'aabe aacE', outro: 'abcE' },
      random: chanceFor(song, 'lead'),
    })
    return {
      song,
      chords,
      master: { reverbSeconds: 0.5, delayBeats: 0.75, delayFeedback: 0.35, warmth: 0.1 },
      parts: [
        { role: 'melody', voice: INSTRUMENTS[sound.lead], notes: lead, delay: 0.22, pan: 0.1 },
        ...(sound.twin
          ? [
              {
                role: 'melody' as const,
                voice: INSTRUMENTS[sound.second],
                notes: harmonise(song, chords, {
                  notes: lead.filter(during(song, 'B')),
                  steps: -2,
                }),
                gainDb: -5,
                pan: -0.35,
              },
            ]
          : []),
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.second],
          notes: arpeggiate(song, chords, {
            rhythms: { '*': sound.arpeggio },
            order: sound.order,
            low: 60,
            high: 76,
            voices: 3,
            gate: 0.9,
          }),
          gainDb: 1,
          pan: -0.3,
        },
        {
          role: 'bass',
          voice: INSTRUMENTS.triangleBass,
          notes: bassLine(song, chords, {
            patterns: { '*': sound.bass, intro: 'R---R---', outro: `${sound.bass}|${sound.bass}|R.R.R.R.|R-------` },
            low: 36,
            gate: 0.8,
          }),
          gainDb: 1,
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.chip, { pitch: chance.range(0.85, 1.15) }),
          hits: playDrums(song, {
            grooves: {
              intro: { hat: 'x.x.x.x.x.x.x.xx', kick: 'x.......x.......' },
              A: { kick: 'x.....x.x.......', snare: '....X.......X...', hat: 'x.xox.xox.xox.xo' },
              B: { kick: 'x...x...x...x.x.', snare: '....X.......X..x', hat: 'xxxxxxxxxxxxxxxx' },
              outro: { kick: 'x.......x.......', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' },
            },
            fills: [
              { snare: 'x.x.x.xxx.xxxxXX', kick: 'x.......x.......' },
              { kick: 'x..x..x.x..x..x.', snare: '....X.x.x.xxXXXX' },
            ],
            fillEvery: 4,
            crash: 'crash',
            random: chanceFor(song, 'drums'),
          }),
          gainDb: -4,
        },
      ],
    }
  },
})
