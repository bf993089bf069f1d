import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { NoteRequest } from './voice.ts'

/**
 * A piano string as bands of harmonics: each band is one looped cycle with its own decay, and higher bands are tuned a
 * little sharp as stiff strings are. Far cheaper than a resonator per partial.
 */
export type BandsVoice = {
  kind: 'bands'
  /** 0 felt … 1 concert grand. */
  brightness: number
  /** Seconds to −60 dB of the lowest band at middle C. */
  decay: number
  /** Seconds until the damper has silenced the string. */
  release: number
  /** Level of the hammer's knock. */
  hammer: number
  /** Cents between the strings of one note: honky-tonk above 8. */
  spreadCents: number
}

const SIZE = 1024
const BANDS = [
  { from: 1, to: 1, decay: 1, stretch: 0 },
  { from: 2, to: 3, decay: 0.72, stretch: 0.6 },
  { from: 4, to: 7, decay: 0.45, stretch: 2.2 },
  { from: 8, to: 14, decay: 0.26, stretch: 6 },
] as const

const cycles = new Map<number, Float32Array>()

/** See `NoteRenderer`. */
export function renderBands(voice: BandsVoice, note: NoteRequest, out: Float32Array): number {
  const ring = voice.decay * (261.6 / note.frequencyHz) ** 0.55
  const seconds = Math.min(note.gateSeconds + voice.release, ring)
  const length = Math.min(out.length, Math.ceil(seconds * SAMPLE_RATE_HZ))
  out.fill(0, 0, length)
  const register = Math.min(1, (440 / note.frequencyHz) ** 0.6)
  BANDS.forEach((band, index) => {
    if (note.frequencyHz * band.from > SAMPLE_RATE_HZ * 0.3) return
    const tilt = (voice.brightness * (0.45 + 0.6 * note.velocity) * register) ** (index * 0.75)
    const strings = index < 2 ? [-voice.spreadCents / 2, voice.spreadCents / 2] : [0]
    for (const cents of strings) {
      const hz = note.frequencyHz * 2 ** ((cents + band.stretch) / 1200)
      const level = (tilt * 0.5) / strings.length
      addBand(cycleOf(index), { hz, level, decay: ring * band.decay }, out, length)
    }
  })
  strike(voice.hammer * (0.2 + 0.8 * note.velocity), note.seed, out, length)
  damp(note, out, length)
  return length
}

function cycleOf(index: number): Float32Array {
  let cycle = cycles.get(index)
  if (!cycle) {
    const { from, to } = BANDS[index]
    cycle = new Float32Array(SIZE + 1)
    for (let h = from; h <= to; h++) {
      const level = 1 / Math.sqrt(h)
      for (let i = 0; i <= SIZE; i++) cycle[i] += level * Math.sin((2 * Math.PI * h * i) / SIZE + h * h * 0.7)
    }
    cycles.set(index, cycle)
  }
  return cycle
}

function addBand(
  cycle: Float32Array,
  { hz, level, decay }: { hz: number; level: number; decay: number },
  out: Float32Array,
  length: number,
): void {
  const step = (hz * SIZE) / SAMPLE_RATE_HZ
  const fall = 10 ** (-3 / (decay * SAMPLE_RATE_HZ))
  const end = Math.min(length, Math.ceil(decay * SAMPLE_RATE_HZ * 1.2))
  let position = 0
  let gain = level
  for (let i = 0; i < end; i++) {
    const whole = position | 0
    const low = cycle[whole]
    out[i] += gain * (low + (cycle[whole + 1] - low) * (position - whole))
    gain *= fall
    position += step
    if (position >= SIZE) position -= SIZE
  }
}

function strike(level: number, seed: number, out: Float32Array, length: number): void {
  const noise = noiseTable()
  const offset = (seed * 7907) & 65535
  let smooth = 0
  let gain = level * 0.6
  for (let i = 0; i < Math.min(length, 900); i++) {
    smooth += 0.12 * (noise[offset + i] - smooth)
    out[i] += smooth * gain
    gain *= 0.994
  }
}

function damp(note: NoteRequest, out: Float32Array, length: number): void {
  const level = 0.2 + 0.8 * note.velocity
  const from = Math.floor(note.gateSeconds * SAMPLE_RATE_HZ)
  const attack = Math.min(length, 48)
  for (let i = 0; i < length; i++) {
    const left = i < from ? 1 : 1 - (i - from) / (length - from)
    out[i] *= level * left * left
  }
  for (let i = 0; i < attack; i++) out[i] *= i / attack
  const tail = Math.min(length, 256)
  for (let i = 0; i < tail; i++) out[length - 1 - i] *= i / tail
}
