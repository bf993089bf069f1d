import { SAMPLE_RATE_HZ } from './sample-rate.ts'

export const WAVETABLE_SIZE = 2048
const LOWEST_HZ = 20
const TABLES_PER_OCTAVE = 2
const TABLE_COUNT = 18

/** Amplitude of the h-th harmonic (h from 1). */
const WAVES = {
  sine: (h: number) => (h === 1 ? 1 : 0),
  saw: (h: number) => 1 / h,
  softSaw: (h: number) => h ** -1.6,
  square: (h: number) => (h % 2 ? 1 / h : 0),
  triangle: (h: number) => (h % 2 ? (h % 4 === 1 ? 1 : -1) / (h * h) : 0),
  pulse25: (h: number) => Math.sin(Math.PI * h * 0.25) / h,
  pulse12: (h: number) => Math.sin(Math.PI * h * 0.125) / h,
  flute: (h: number) => [1, 0.42, 0.16, 0.07, 0.03, 0.012][h - 1] ?? 0,
  clarinet: (h: number) => (h % 2 ? h ** -1.15 : 0.07 / h) * (h > 24 ? 0 : 1),
  reed: (h: number) => (h % 2 ? 1 : 0.55) * h ** -0.85 * Math.exp(-h / 14),
  brass: (h: number) => (h ** 0.25 * Math.exp(-h / 5)) / 1.2,
  sax: (h: number) => ([0.7, 1, 0.75, 0.6, 0.5, 0.3, 0.22, 0.16][h - 1] ?? h ** -1.3) * Math.exp(-h / 18),
  bowed: (h: number) => (1 / h) * (1 + 0.9 * Math.exp(-(((h - 5) / 3) ** 2)) - 0.35 * (h === 2 ? 1 : 0)),
  organFull: (h: number) => [1, 0.9, 0.7, 0.75, 0.1, 0.5, 0.05, 0.55][h - 1] ?? 0,
  organSoft: (h: number) => [1, 0.75, 0.35, 0.12, 0, 0.06][h - 1] ?? 0,
  organHollow: (h: number) => [1, 0.15, 0.55, 0.08, 0, 0, 0, 0.3][h - 1] ?? 0,
  ooh: (h: number) => [1, 0.55, 0.12, 0.06, 0.05, 0.03, 0.02][h - 1] ?? 0,
  aah: (h: number) => [0.8, 1, 0.75, 0.42, 0.16, 0.1, 0.12, 0.08, 0.04][h - 1] ?? 0,
  harpsichord: (h: number) => (0.35 + 0.65 * Math.abs(Math.sin(h * 0.62))) * h ** -0.55 * Math.exp(-h / 22),
} as const satisfies Record<string, (harmonic: number) => number>

export type WaveName = keyof typeof WAVES

const built = new Map<WaveName, Float32Array[]>()
const sine = Float64Array.from({ length: WAVETABLE_SIZE }, (_, i) => Math.sin((2 * Math.PI * i) / WAVETABLE_SIZE))

/**
 * One cycle of a wave, [2048 + 1 guard], band-limited for a pitch: two tables an octave, each with the harmonics that
 * stay below 15 kHz. All waves have the same loudness (RMS 0.35 at the lowest pitch).
 */
export function wavetableFor(wave: WaveName, frequencyHz: number): Float32Array {
  let tables = built.get(wave)
  if (!tables) {
    tables = new Array<Float32Array>(TABLE_COUNT)
    built.set(wave, tables)
  }
  const position = Math.ceil(Math.log2(Math.max(frequencyHz, LOWEST_HZ) / LOWEST_HZ) * TABLES_PER_OCTAVE)
  const index = Math.min(TABLE_COUNT - 1, position)
  tables[index] ??= build(WAVES[wave], LOWEST_HZ * 2 ** (index / TABLES_PER_OCTAVE))
  return tables[index]
}

function build(amplitude: (harmonic: number) => number, highestHz: number): Float32Array {
  const table = new Float32Array(WAVETABLE_SIZE + 1)
  const harmonics = Math.max(1, Math.floor((SAMPLE_RATE_HZ * 0.47) / highestHz))
  let power = 0
  for (let h = 1; h <= Math.min(harmonics, 400); h++) {
    const a = amplitude(h)
    if (a === 0) continue
    power += (a * a) / 2
    for (let i = 0; i < WAVETABLE_SIZE; i++) table[i] += a * sine[(h * i) & (WAVETABLE_SIZE - 1)]
  }
  const gain = 0.35 / Math.sqrt(power)
  for (let i = 0; i < WAVETABLE_SIZE; i++) table[i] *= gain
  table[WAVETABLE_SIZE] = table[0]
  return table
}
