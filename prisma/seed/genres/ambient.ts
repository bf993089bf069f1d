import { arpeggiate } from '../compose/arpeggio.ts'
import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SCALES } from '../compose/scale.ts'
import type { SectionPlan } from '../compose/song.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = { pad: InstrumentName; second: InstrumentName; sparks: InstrumentName; pulse?: InstrumentName }

const DRIFTS = {
  lydian: ['Imaj9 % II % Imaj9 % vi9 %', 'Imaj9 % iii7 % vi9 % II %'],
  major: ['Imaj9 % vi9 % IVmaj9 % Vsus4 %', 'IVmaj9 % Iadd9 % ii9 % vi9 %'],
  dorian: ['im9 % IV9 % im9 % bVIImaj9 %', 'im9 % bVIImaj9 % IV9 % vm7 %'],
}

const FORMS: SectionPlan[][] = [
  [
    ['A', 4, 0.4],
    ['B', 4, 0.65],
    ['A', 4, 0.5],
  ],
  [
    ['A', 4, 0.4],
    ['B', 6, 0.65],
    ['A', 4, 0.5],
  ],
]

/** No beat: slow pads that lead into each other, far bells, low drones, much room. */
export const ambient = defineGenre<Sound>({
  label: 'ambient',
  hues: [205, 175, 250],
  bpm: [56, 68],
  beatsPerBar: 4,
  scales: ['lydian', 'major', 'dorian'],
  forms: FORMS,
  artists: [
    {
      name: 'Halvard Nystrand',
      sound: { pad: 'warmPad', second: 'glassPad', sparks: 'feltPiano' },
      albums: [
        { title: 'Fjord Hours', year: 2012, tracks: ['First Hour, Grey', 'Ice Remembering Water'] },
        { title: 'Low Sun', year: 2019, tracks: ['Low Sun over Salt', 'A Slow Door'] },
      ],
    },
    {
      name: 'Tidal Cartography',
      sound: { pad: 'choir', second: 'warmPad', sparks: 'glassBell', pulse: 'musicBox' },
      albums: [
        {
          title: 'Soundings',
          year: 2016,
          tracks: ['Soundings at Forty Fathoms', 'Map of a Quiet Sea', 'Lantern Buoy'],
        },
      ],
    },
    {
      name: 'Mirelle Fontayne',
      sound: { pad: 'stringSection', second: 'glassPad', sparks: 'harp', pulse: 'marimba' },
      albums: [
        {
          title: 'Greenhouse at Night',
          year: 2021,
          tracks: ['Greenhouse at Night', 'Moss Clock', 'What the Ferns Heard'],
        },
      ],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const chords = layChords(song, { '*': chance.pick(DRIFTS[song.key.scale as keyof typeof DRIFTS]) })
    const minor = song.key.scale === 'dorian'
    const scale = (minor ? SCALES.minorPentatonic : SCALES.majorPentatonic).map((step) => (song.key.tonic + step) % 12)
    return {
      song,
      rubatoBeats: 0.06,
      chords,
      master: {
        reverbSeconds: 6.5,
        reverbBrightness: 0.5,
        delayBeats: 1.5,
        delayFeedback: 0.55,
        warmth: 0.1,
        fadeOutBeats: 6,
      },
      parts: [
        {
          role: 'chords',
          voice: INSTRUMENTS[sound.pad],
          reverb: 0.5,
          chorus: 0.6,
          gainDb: 2,
          sweep: [
            { beat: 0, hz: 500 },
            { beat: 24, hz: 3800 },
            { beat: 40, hz: 2200 },
            { beat: 60, hz: 900 },
          ],
          notes: comp(song, chords, { rhythms: { '*': 'x---------------' }, low: 50, high: 69, voices: 4, gate: 1 }),
        },
        {
          role: 'texture',
          voice: INSTRUMENTS[sound.second],
          reverb: 0.6,
          chorus: 0.6,
          gainDb: 0,
          pan: 0.2,
          notes: comp(song, chords, {
            rhythms: { B: 'x---------------', A: '........x-------' },
            low: 64,
            high: 81,
            voices: 2,
            gate: 1,
          }),
        },
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.sparks],
          reverb: 0.6,
          delay: 0.45,
          gainDb: -5,
          pan: -0.15,
          looseMs: 40,
          notes: composeMelody(song, chords, {
            low: 64,
            high: 88,
            scale,
            cells: ['..x--x--', 'x---..x-', '.x-x--..', 'x-----x-', '...x-x--'],
            endings: ['x---x---', 'x-------'],
            leaps: 0.45,
            plans: { A: 'a.b.', B: 'abae' },
            random: chanceFor(song, 'sparks'),
          }),
        },
        ...(sound.pulse
          ? [
              {
                role: 'texture' as const,
                voice: INSTRUMENTS[sound.pulse],
                reverb: 0.4,
                delay: 0.4,
                gainDb: -2,
                pan: 0.35,
                looseMs: 18,
                notes: arpeggiate(song, chords, {
                  rhythms: { B: 'o.o.oo.o', A: undefined },
                  order: [0, 2, 1, 3, 4, 2],
                  low: 67,
                  high: 84,
                  voices: 4,
                }),
              },
            ]
          : []),
        {
          role: 'bass',
          voice: { ...INSTRUMENTS.subBass, amp: { attack: 0.8, decay: 3, sustain: 0.85, release: 1.6 } },
          gainDb: -3,
          reverb: 0.15,
          notes: bassLine(song, chords, {
            patterns: { '*': 'R---------------', A: 'R-------5-------' },
            low: 33,
            gate: 1,
          }),
        },
      ],
      drums: [],
    }
  },
})
