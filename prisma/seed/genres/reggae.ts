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

type Sound = { style: 'roots' | 'dub' | 'rocksteady'; lead: InstrumentName; bass: string }

const TUNES = {
  minor: ['im im ivm im', 'im bVII im bVII', 'im7 ivm7 im7 vm7'],
  major: ['I IV I V', 'I ii7 I ii7', 'I vi ii7 V7'],
}

const FORMS: SectionPlan[][] = [
  [
    ['intro', 2, 0.5],
    ['A', 4, 0.65],
    ['A', 4, 0.7],
    ['B', 4, 0.85],
    ['outro', 2, 0.5],
  ],
  [
    ['intro', 2, 0.5],
    ['A', 4, 0.65],
    ['B', 4, 0.85],
    ['dub', 4, 0.6],
    ['A', 4, 0.7],
    ['outro', 2, 0.5],
  ],
]

/** One drop: silence on one, skank off the beat, bubbling organ, a bass that sings, tape echo. */
export const reggae = defineGenre<Sound>({
  label: 'reggae',
  hues: [120, 50, 8],
  bpm: [68, 80],
  beatsPerBar: 4,
  scales: ['minor', 'major'],
  forms: FORMS,
  artists: [
    {
      name: 'Brother Tamarind',
      sound: { style: 'roots', lead: 'voiceAah', bass: 'R-.R-35-..R-5-3-|R-.R-.5-..7-5-..' },
      albums: [
        { title: 'Tamarind Season', year: 1979, tracks: ['Tamarind Season', 'Goat Path to Glory'] },
        { title: 'Higher Ground Floor', year: 1983, tracks: ['Higher Ground Floor', 'Good Morning, Breadfruit'] },
      ],
    },
    {
      name: 'Echo Quartermaster',
      sound: { style: 'dub', lead: 'bandoneon', bass: 'R---R-5-....7-8-|R---..R-....5-3-' },
      albums: [
        { title: 'Dub Inventory', year: 1981, tracks: ['Dub Inventory', 'Version of a Version', 'Warehouse Delay'] },
      ],
    },
    {
      name: 'The Marigold Steppers',
      sound: { style: 'rocksteady', lead: 'saxophone', bass: 'R-.35-.5R-.36-5-' },
      habits: { bpm: [76, 90], scales: ['major'] },
      albums: [
        { title: 'Marigold Street', year: 1968, tracks: ['Marigold Street', 'Sweet Ackee', 'Postman, Take It Easy'] },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const major = song.key.scale === 'major'
    const turn = major ? 'IV V I vi' : 'bVI bVII im im'
    const chords = layChords(song, { '*': chance.pick(TUNES[major ? 'major' : 'minor']), B: turn })
    const dub = sound.style === 'dub'
    const scale = (major ? SCALES.majorPentatonic : SCALES.minorPentatonic).map((step) => (song.key.tonic + step) % 12)
    const skank = '..x...x...x...x.'
    return {
      song,
      chords,
      swing: { unitBeats: 0.25, ratio: sound.style === 'rocksteady' ? 0.6 : 0.57 },
      master: {
        reverbSeconds: dub ? 2.6 : 1.5,
        reverbBrightness: 0.5,
        delayBeats: 0.75,
        delayFeedback: dub ? 0.62 : 0.4,
        warmth: 0.6,
        fadeOutBeats: 7,
      },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          reverb: 0.25,
          delay: dub ? 0.5 : 0.2,
          pan: 0.1,
          looseMs: 14,
          lateMs: 14,
          notes: composeMelody(song, chords, {
            low: 58,
            high: 78,
            scale,
            cells: ['..xxx-x-', 'x-xx.xx-', '.xx-xxx-', 'x.xxx-..', '..x-x-xx'],
            endings: ['x-x-....', 'xx--....', 'x---....'],
            plans: { A: 'abae', B: 'abcE', dub: 'a...', outro: undefined },
            ornament: 0.25,
            random: chanceFor(song, 'lead'),
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.rhythmGuitar,
          lowCutHz: 350,
          pan: -0.5,
          delay: dub ? 0.3 : 0.06,
          reverb: 0.12,
          looseMs: 6,
          gainDb: 1,
          notes: comp(song, chords, {
            rhythms: { '*': skank, dub: '..x.............|..........x.....' },
            low: 60,
            high: 76,
            voices: 3,
            gate: 0.55,
            strumMs: 5,
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.jazzPiano,
          pan: 0.4,
          reverb: 0.12,
          delay: dub ? 0.25 : 0.05,
          looseMs: 6,
          gainDb: -3,
          notes: comp(song, chords, {
            rhythms: { '*': skank, dub: '..x.............' },
            low: 57,
            high: 74,
            voices: 3,
            gate: 0.5,
          }),
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.bubbleOrgan,
          pan: 0.2,
          reverb: 0.1,
          looseMs: 7,
          gainDb: -2,
          notes: comp(song, chords, {
            rhythms: { A: 'o.xx.oxxo.xx.oxx', B: 'o.xxo.xxo.xxo.xx' },
            low: 53,
            high: 70,
            voices: 3,
            gate: 0.6,
          }),
        },
        {
          role: 'bass',
          voice: { ...INSTRUMENTS.fingerBass, brightness: 0.26 },
          gainDb: 1.5,
          highCutHz: 900,
          looseMs: 8,
          lateMs: 10,
          notes: bassLine(song, chords, { patterns: { '*': sound.bass, intro: undefined }, low: 28 }),
        },
      ],
      drums: [
        {
          kit: retune(DRUM_KITS.acoustic, { pitch: chance.range(0.98, 1.16), length: 0.85 }),
          hits: playDrums(song, {
            grooves: {
              intro: { rim: '........x.......', hat: 'x.xox.xox.xox.xo' },
              A: {
                kick: '........X.......',
                rim: '........X.......',
                hat: 'x.xox.xox.xox.xo',
                ...(sound.style === 'rocksteady' ? { tambourine: '....x.......x...' } : {}),
              },
              B: {
                kick: sound.style === 'dub' ? 'X...X...X...X...' : '........X.......',
                snare: '........X.....g.',
                hat: 'xoxoxoxoxoxoxoxo',
              },
              dub: { kick: '........X.......', rim: '........X..x..x.', hat: 'x...x...x...x...' },
              outro: { kick: '........X.......', rim: '........X.......', hat: 'x.xox.xox.xox.xo' },
            },
            fills: [
              { snare: 'X..x..x.X.......', tomHigh: '..........xx....', tomLow: '............xxX.', hat: '....' },
              { rim: 'x..x..x..x..x.x.', kick: '........X.......' },
            ],
            fillEvery: 4,
            random: chanceFor(song, 'drums'),
          }),
          gainDb: -1,
          reverb: 0.12,
          delay: dub ? 0.22 : 0,
          looseMs: 6,
          lateMs: 6,
        },
      ],
    }
  },
})
