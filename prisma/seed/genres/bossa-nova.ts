import { bassLine } from '../compose/bass-line.ts'
import { comp } from '../compose/comping.ts'
import { playDrums } from '../compose/drum-groove.ts'
import { guideLine } from '../compose/guide-line.ts'
import { layChords } from '../compose/harmony.ts'
import { composeMelody } from '../compose/melody.ts'
import { SONG_FORMS } from '../compose/song-forms.ts'
import { DRUM_KITS } from '../synth/drum-kits.ts'
import { INSTRUMENTS, type InstrumentName } from '../synth/instruments.ts'
import { chanceFor, defineGenre } from './genre.ts'

type Sound = {
  lead: InstrumentName
  low: number
  guitar: string
  strings?: true
  percussion: 'rim' | 'shaker' | 'congas'
}

const TUNES = {
  major: [
    { A: 'Imaj9 Imaj9 II9 II9 ii9 bII7 Imaj9 V7sus', B: 'ivm9 bVII13 Imaj9 VI7b9 II9 II9 ii9 V13' },
    { A: 'Imaj7 #idim7 ii9 V13 iii7 VI7b9 ii9,V13 I69', B: 'IVmaj9 ivm6 iii7 VI9 II13 II13 ii7 V7b9' },
  ],
  minor: [
    { A: 'im9 im9 iim7b5 V7b9 im9 bVI9 iim7b5,V7b9 im6', B: 'ivm9 bVII13 bIIImaj9 bVImaj9 iim7b5 V7b9 im9 V7b9' },
  ],
}

/** Soft syncopated nylon guitar, ninth chords, rim clave, a breathy tune. */
export const bossaNova = defineGenre<Sound>({
  label: 'bossa nova',
  hues: [160, 45, 190],
  bpm: [118, 142],
  beatsPerBar: 4,
  scales: ['major', 'dorian', 'major'],
  forms: SONG_FORMS,
  artists: [
    {
      name: 'Luísa Tavarim',
      sound: { lead: 'flute', low: 64, guitar: 'x..x.x..|.x..x.x.', percussion: 'rim' },
      albums: [{ title: 'Varanda', year: 1971, tracks: ['Varanda Azul', 'O Gato e o Mar', 'Domingo sem Pressa'] }],
    },
    {
      name: 'Quarteto Maré Mansa',
      sound: { lead: 'saxophone', low: 57, guitar: 'x.x..x.x|..x.x..x', percussion: 'shaker', strings: true },
      albums: [{ title: 'Cartão-Postal', year: 1978, tracks: ['Cartão-Postal', 'Sal e Sombra', 'Telhado de Chuva'] }],
    },
    {
      name: 'Nuno Belvedere',
      sound: { lead: 'nylonGuitar', low: 62, guitar: 'x..x..x.|.x.x..x.', percussion: 'congas', strings: true },
      albums: [{ title: 'Quiet Avenues', year: 2019, tracks: ['Quiet Avenues', 'Paper Parasol', 'Tuesday in Lagoa'] }],
    },
  ],
  compose(song, sound) {
    const chance = chanceFor(song, 'arrangement')
    const minor = song.key.scale === 'dorian'
    const tune = chance.pick(TUNES[minor ? 'minor' : 'major'])
    const chords = layChords(song, {
      ...tune,
      intro: minor ? 'im9 bVI9 iim7b5 V7b9' : 'Imaj9 bIImaj7 Imaj9 V7sus',
      outro: minor ? 'iim7b5 V7b9 im9 im9' : 'ii9 bII7 Imaj9 Imaj9',
    })
    return {
      song,
      ritardandoBeats: 6,
      chords,
      master: { reverbSeconds: 1.5, reverbBrightness: 0.55, warmth: 0.2 },
      parts: [
        {
          role: 'melody',
          voice: INSTRUMENTS[sound.lead],
          notes: composeMelody(song, chords, {
            low: sound.low,
            high: sound.low + 21,
            cells: ['x-.x-.x-', '.x-xx-x-', 'x--x--x-', 'xx-xx-x-', '.x.x-x--', 'x---.xxx'],
            endings: ['x-x-----', 'x-------', '.x-x----'],
            ornament: 0.25,
            leaps: 0.25,
            plans: { A: 'abae abcE', B: 'abce abdE', outro: 'a.E.' },
            random: chanceFor(song, 'lead'),
          }),
          reverb: 0.3,
          looseMs: 14,
          lateMs: 10,
        },
        {
          role: 'chords',
          voice: INSTRUMENTS.nylonGuitar,
          pan: -0.25,
          reverb: 0.16,
          looseMs: 9,
          gainDb: 2,
          notes: comp(song, chords, {
            rhythms: { '*': sound.guitar, outro: `${sound.guitar}|x.......|x-------` },
            low: 52,
            high: 70,
            voices: 4,
            gate: 1.1,
            strumMs: 5,
          }),
        },
        ...(sound.strings
          ? [
              {
                role: 'texture' as const,
                voice: INSTRUMENTS.stringSection,
                notes: guideLine(chords, { low: 62, high: 76 }).filter(
                  ({ beat }) => beat >= song.sections[1].startBar * 4,
                ),
                reverb: 0.4,
                chorus: 0.4,
                pan: 0.2,
              },
            ]
          : []),
        {
          role: 'bass',
          voice: INSTRUMENTS.uprightBass,
          notes: bassLine(song, chords, {
            patterns: { '*': 'R--55--r', outro: 'R--55--r|R--55--r|R-------|R-------' },
            low: 31,
          }),
          looseMs: 6,
        },
      ],
      drums: [
        {
          kit: DRUM_KITS.jazz,
          hits: playDrums(song, {
            grooves: {
              intro: { shaker: 'xoxoxoxoxoxoxoxo', rim: 'x.....x.....x...' },
              '*': {
                kick: 'x..xx..xx..xx..x',
                hat: sound.percussion === 'shaker' ? '....x.......x...' : 'xoxoxoxoxoxoxoxo',
                rim: 'x..x..x...x..x..|..x...x..x..x...',
                ...(sound.percussion === 'shaker' ? { shaker: 'XoxoXoxoXoxoXoxo' } : {}),
                ...(sound.percussion === 'congas' ? { conga: '..x...xx..x...x.', congaLow: 'x.......x...x...' } : {}),
              },
            },
            fills: [{ kick: 'x..xx..xx..xx..x', hat: 'xoxoxoxoxoxoxo..', snare: '..........o.ox.x' }],
            random: chanceFor(song, 'drums'),
          }),
          gainDb: -2,
          reverb: 0.15,
          looseMs: 7,
        },
      ],
    }
  },
})
