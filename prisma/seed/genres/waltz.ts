import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { harmonise } from '../compose/harmonise.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { during, type SectionPlan } from '../compose/song.ts'
import { DRUM_KITS } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  answer: InstrumentName
  accompaniment: 'guitar' | 'piano' | 'musicBox'
  brushes?: true
}

const WALTZES = {
  minor: [
    {
      A: 'i i V7 V7 V7 V7 i i i I7 iv iv i V7 i i',
      B: 'bIII bIII bVII7 bVII7 bVII7 bVII7 bIII V7 iv iv i i V7 V7 i i',
    },
    {
      A: 'i i iv iv V7 V7 i i bVI bVI bIII bIII iim7b5 V7 i i',
      B: 'iv bVII7 bIII bVI iim7b5 V7 i I7 iv bVII7 bIII bVI iim7b5 V7 i i',
    },
  ],
  major: [
    { A: 'I I vi vi ii7 V7 I V7 I I VI7 VI7 ii V7 I I', B: 'V7 V7 I I VI7 VI7 ii ii IV #ivdim7 I VI7 ii7 V7 I I' },
  ],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 4, 0.5],
    ['A', 16, 0.65],
    ['B', 16, 0.85],
    ['A', 8, 0.75],
    ['outro', 4, 0.5],
  ],
  [
    ['intro', 4, 0.5],
    ['A', 16, 0.65],
    ['B', 16, 0.85],
    ['outro', 4, 0.5],
  ],
  [
    ['intro', 4, 0.5],
    ['A', 16, 0.65],
    ['outro', 4, 0.5],
  ],
]

/** Three in the bar: musette reeds beating against each other, bass – chord – chord, turns and tears. */
export const waltz = defineGenre<Sound>({
  label: 'waltz',
  hues: [350, 42, 310],
  bpm: [152, 182],
  beatsPerBar: 3,
  scales: ['harmonicMinor', 'major'],
  forms: FORMS,
  artists: [
    {
      name: 'Odile Carambole',
      sound: { lead: 'accordion', answer: 'violin', accompaniment: 'guitar' },
      albums: [
        { title: 'Quai des Brumelles', year: 1953, tracks: ['Quai des Brumelles', 'La Valse du Facteur'] },
        { title: 'Trois Fois Rien', year: 1957, tracks: ['Trois Fois Rien', 'Le Parapluie Rouge'] },
      ],
    },
    {
      name: 'Orchester Lindwurm',
      sound: { lead: 'violin', answer: 'clarinet', accompaniment: 'piano' },
      habits: { scales: ['major', 'harmonicMinor'], bpm: [140, 168] },
      albums: [
        {
          title: 'Ballroom of Small Mercies',
          year: 1962,
          tracks: ['Ballroom of Small Mercies', 'Sugared Violets', 'The Last Cloakroom Ticket'],
        },
      ],
    },
    {
      name: 'Cirque Bergamote',
      sound: { lead: 'bandoneon', answer: 'clarinet', accompaniment: 'musicBox', brushes: true },
      habits: { scales: ['harmonicMinor'], bpm: [112, 140] },
      albums: [
        { title: 'Night Carousel', year: 2010, tracks: ['Night Carousel', 'The Acrobat’s Umbrella', 'Wax Moon'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const minor = song.key.scale !== 'major'
    const tune = chance.pick(WALTZES[minor ? 'minor' : 'major'])
    const home = minor ? 'i' : 'I'
    const chords = layChords(song, {
      ...tune,
      intro: `${home} ${home} V7 V7`,
      outro: `${minor ? 'iim7b5' : 'ii'} V7 ${home} ${home}`,
    })
    const lead = composeMelody(song, chords, {
      low: 64,
      high: 86,
      cells: ['x-xxxx', 'xxxxxx', 'x---xx', 'x-x-x-', 'x--xxx', 'xxx-x-', '.xxxxx'],
      endings: ['x-x---', 'x-----'],
      plans: { A: 'abae abce abae abcE', B: 'abac dbce abac dbcE', outro: 'a.E.' },
      ornament: 0.5,
      leaps: 0.28,
      random: chanceFor(song, 'lead'),
    })
    const oomPah = { guitar: '..x.x.', piano: '..x-x-', musicBox: '..x.x.' }[sound.accompaniment]
    return {
      song,
      ritardandoBeats: 6,
      rubatoBeats: 0.03,
      chords,
      swing: sound.brushes ? { unitBeats: 0.5, ratio: 0.56 } : undefined,
      master: {
        reverbSeconds: 1.6,
        reverbBrightness: 0.5,
        warmth: 0.3,
        ...(sound.lead === 'accordion' ? { vinyl: 0.35 } : {}),
      },
      parts: [
        { role: 'melody', voice: INSTRUMENTS[sound.lead], notes: lead, reverb: 0.25, pan: 0.1, looseMs: 14 },
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.answer],
          notes: harmonise(song, chords, { notes: lead.filter(during(song, 'B')), steps: -2 }),
          reverb: 0.3,
          pan: -0.4,
          gainDb: -4,
          looseMs: 18,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.accompaniment === 'guitar' ? 'steelGuitar' : 'jazzPiano'],
          reverb: 0.15,
          pan: -0.25,
          looseMs: 8,
          gainDb: 0,
          notes: comp(song, chords, {
            rhythms: { '*': oomPah, outro: `${oomPah}|${oomPah}|x-----|x-----` },
            low: 54,
            high: 72,
            voices: 3,
            gate: 0.55,
            strumMs: sound.accompaniment === 'guitar' ? 5 : 0,
          }),
        },
        ...(sound.accompaniment === 'musicBox'
          ? [
              {
                role: 'texture' as const,
                voice: INSTRUMENTS.musicBox,
                reverb: 0.35,
                pan: 0.4,
                gainDb: 2,
                notes: arpeggiate(song, chords, {
                  rhythms: { '*': 'xxxxxx' },
                  order: [0, 2, 1, 3, 2, 1],
                  low: 67,
                  high: 86,
                  voices: 3,
                }),
              },
            ]
          : []),
        {
          role: 'bass',
          voice: INSTRUMENTS.uprightBass,
          looseMs: 7,
          notes: bassLine(song, chords, { patterns: { '*': 'R--|5--', outro: 'R--|R--|R--|R--' }, low: 31, gate: 0.8 }),
        },
      ],
      drums: sound.brushes
        ? [
            {
              kit: DRUM_KITS.jazz,
              hits: playDrums(song, {
                grooves: { '*': { kick: 'x.....', brush: '..x.x.', hat: '..x...', tambourine: '....o.' } },
                random: chanceFor(song, 'drums'),
              }),
              gainDb: -2.5,
              reverb: 0.15,
              looseMs: 8,
            },
          ]
        : [],
    }
  },
})
