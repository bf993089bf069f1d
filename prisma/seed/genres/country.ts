import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SCALES } from '../compose/scale.ts'
import { during } from '../compose/song.ts'
import { SONG_FORMS } from '../compose/song-forms.ts'
import { DRUM_KITS, retune } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  second: InstrumentName
  picking: 'travis' | 'roll' | 'boomChick'
  drums: 'train' | 'brush' | 'none'
}

const VERSES = [
  { A: 'I I IV I I I V V', B: 'IV IV I I IV I V V' },
  { A: 'I IV I V I IV I,V I', B: 'vi IV I V IV I,vi ii V' },
  { A: 'I V vi IV I V IV I', B: 'IV I V vi IV I II7 V' },
]

/** Picked steel strings, alternating bass, train beats, fiddle and pedal steel in a major pentatonic. */
export const country = defineGenre<Sound>({
  label: 'country',
  hues: [30, 18, 95],
  bpm: [96, 128],
  beatsPerBar: 4,
  scales: ['major'],
  forms: SONG_FORMS,
  artists: [
    {
      name: 'June Halloway',
      sound: { lead: 'pedalSteel', second: 'cleanGuitar', picking: 'boomChick', drums: 'train' },
      albums: [
        { title: 'County Line Radio', year: 2002, tracks: ['County Line Radio', 'Your Truck, My Dog'] },
        { title: 'Porchlight', year: 2008, tracks: ['Leave the Porchlight On', 'Sunday Pie'] },
      ],
    },
    {
      name: 'The Tumblewick Brothers',
      sound: { lead: 'violin', second: 'banjo', picking: 'roll', drums: 'none' },
      habits: { bpm: [112, 140] },
      albums: [
        {
          title: 'Hollow Creek Breakdown',
          year: 1976,
          tracks: ['Hollow Creek Breakdown', 'Rooster on the Roof', 'Cousin Earl’s Reel'],
        },
      ],
    },
    {
      name: 'Wren Castellane',
      sound: { lead: 'harmonica', second: 'steelGuitar', picking: 'travis', drums: 'brush' },
      habits: { bpm: [80, 104] },
      albums: [
        {
          title: 'Letters to the Prairie',
          year: 2017,
          tracks: ['Letter to the Prairie', 'Dust on the Dashboard', 'Slow Train to Amity'],
        },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const verse = chance.pick(VERSES)
    const chords = layChords(song, { ...verse, intro: 'I IV I V', outro: 'IV V I I' })
    const scale = SCALES.majorPentatonic.map((step) => (song.key.tonic + step) % 12)
    const lead = composeMelody(song, chords, {
      low: 62,
      high: 84,
      scale,
      cells:
        sound.picking === 'roll'
          ? ['xxxxxxxx', 'x-xxx-xx', 'xxx-xxx-', 'xxxxx-x-']
          : ['x-xxx-x-', 'x--xx-x-', '.xx-x-xx', 'x-x-x--x', 'xx-xx---'],
      endings: ['x-x-x---', 'xxx-----', 'x-------'],
      bend: sound.picking === 'roll' ? 0.08 : 0.35,
      ornament: 0.3,
      plans: { A: 'abae abcE', B: 'abac abdE', intro: '..aE', outro: 'abE.' },
      random: chanceFor(song, 'lead'),
    })
    const picked = { travis: 'x.xxxxxx', roll: 'xxxxxxxxxxxxxxxx', boomChick: '..x...x.' }[sound.picking]
    return {
      song,
      ritardandoBeats: 4,
      chords,
      master: { reverbSeconds: 1.2, reverbBrightness: 0.6, warmth: 0.2 },
      parts: [
        { role: 'melody', voice: INSTRUMENTS[sound.lead], notes: lead, reverb: 0.25, pan: 0.15, looseMs: 14 },
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.second],
          notes: harmonise(song, chords, { notes: lead.filter(during(song, 'B')), steps: -2 }),
          gainDb: -5,
          reverb: 0.2,
          pan: -0.35,
          looseMs: 14,
        },
        sound.picking === 'boomChick'
          ? {
              role: 'chords',
              voice: INSTRUMENTS.steelGuitar,
              notes: comp(song, chords, {
                rhythms: { '*': '..x...xo', outro: '..x...xo|..x...xo|..x...x.|X-------' },
                low: 52,
                high: 72,
                voices: 4,
                strumMs: 9,
                gate: 0.8,
              }),
              reverb: 0.12,
              pan: -0.3,
              looseMs: 7,
              gainDb: 1,
            }
          : {
              role: 'chords',
              voice: INSTRUMENTS[sound.picking === 'roll' ? 'banjo' : 'steelGuitar'],
              notes: arpeggiate(song, chords, {
                rhythms: { '*': picked, outro: `${picked}|${picked}|${picked}|X-------` },
                order: sound.picking === 'roll' ? [0, 2, 1, 3, 0, 2, 3, 1] : [0, 2, 1, 3, 2, 1, 3],
                low: 52,
                high: 72,
                voices: 3,
                gate: 1.3,
              }),
              reverb: 0.15,
              pan: -0.3,
              looseMs: 7,
              gainDb: 2,
            },
        ...(sound.picking === 'roll'
          ? [
              {
                role: 'chords' as const,
                voice: INSTRUMENTS.steelGuitar,
                notes: comp(song, chords, {
                  rhythms: { '*': '..X...X.' },
                  low: 50,
                  high: 68,
                  voices: 4,
                  strumMs: 7,
                  gate: 0.4,
                }),
                reverb: 0.1,
                pan: 0.4,
                looseMs: 6,
                gainDb: -1,
              },
            ]
          : []),
        {
          role: 'bass',
          voice: INSTRUMENTS[sound.drums === 'train' ? 'fingerBass' : 'uprightBass'],
          notes: bassLine(song, chords, {
            patterns: { '*': 'R---5---|R---5-a-', outro: 'R---5---|R---5---|R---5---|R-------' },
            low: 31,
          }),
          looseMs: 6,
          gainDb: -2,
        },
      ],
      drums:
        sound.drums === 'none'
          ? []
          : [
              {
                kit: retune(DRUM_KITS.acoustic, { pitch: chance.range(0.95, 1.1) }),
                hits: playDrums(song, {
                  grooves: {
                    intro: { hat: 'x.x.x.x.' },
                    '*':
                      sound.drums === 'train'
                        ? { kick: 'x...x...x...x...', snare: 'goXogoXogoXogoXo', hat: '....x.......x...' }
                        : { kick: 'x...x.x.', brush: '..X.o.X.', hat: 'xoxoxoxo' },
                    outro: {
                      kick: 'x...x...|x...x...|x...x...|x.......',
                      snare: '..x...x.|..x...x.|..x...x.|x.......',
                      tambourine: '..x...x.|..x...x.|..x...x.|........',
                    },
                  },
                  fills: [
                    { kick: 'x...x...x...x...', snare: 'x.xxx.xxxxxxXXXX' },
                    { kick: 'x...x...', snare: 'x.x.xxX.' },
                  ],
                  crash: 'crash',
                  crashEnergy: 0.8,
                  random: chanceFor(song, 'drums'),
                }),
                gainDb: -4,
                reverb: 0.12,
                looseMs: 6,
              },
            ],
    }
  },
})
