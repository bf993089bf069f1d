import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { NoteRequest } from './voice.ts'

/** Struck bars and bells: a few decaying partials, each one two-pole recurrence. */
export type ModalVoice = {
  kind: 'modal'
  /** Frequency ratio, level, and seconds to −60 dB at middle C. */
  partials: readonly { ratio: number; level: number; decay: number }[]
  /** Level of the mallet's knock. */
  knock: number
  /** Seconds to silence after release; long for an open pedal. */
  release: number
  tremolo?: { hz: number; depth: number }
}

/** Samples of fade-in: even a mallet takes a moment to hit. */
const ATTACK = 20

/** See `NoteRenderer`. */
export function renderModal(voice: ModalVoice, note: NoteRequest, out: Float32Array): number {
  const scale = (261.6 / note.frequencyHz) ** 0.5
  const longest = Math.max(...voice.partials.map(({ decay }) => decay)) * scale
  const seconds = Math.min(note.gateSeconds + voice.release, longest)
  const length = Math.min(out.length, Math.ceil(seconds * SAMPLE_RATE_HZ))
  out.fill(0, 0, length)
  for (const { ratio, level, decay } of voice.partials) {
    const hz = note.frequencyHz * ratio
    if (hz > SAMPLE_RATE_HZ * 0.45) continue
    const bright = ratio > 1.5 ? 0.3 + 0.7 * note.velocity : 1
    ring({ hz, level: level * bright * 0.45, decay: decay * scale }, out, length)
  }
  knock(voice.knock * note.velocity, note.seed, out, length)
  finish(voice, note, out, length)
  return length
}

function ring(
  { hz, level, decay }: { hz: number; level: number; decay: number },
  out: Float32Array,
  length: number,
): void {
  const radius = 10 ** (-3 / (decay * SAMPLE_RATE_HZ))
  const angle = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const a = 2 * radius * Math.cos(angle)
  const b = -radius * radius
  let y1 = 0
  let y2 = -level * Math.sin(angle)
  const end = Math.min(length, Math.ceil(decay * 1.1 * SAMPLE_RATE_HZ))
  for (let i = 0; i < end; i++) {
    const y = a * y1 + b * y2
    y2 = y1
    y1 = y
    out[i] += y
  }
}

function knock(level: number, seed: number, out: Float32Array, length: number): void {
  const noise = noiseTable()
  const offset = (seed * 31337) & 65535
  let smooth = 0
  let gain = level
  for (let i = 0; i < Math.min(length, 600); i++) {
    smooth += 0.25 * (noise[offset + i] - smooth)
    out[i] += smooth * gain
    gain *= 0.991
  }
}

function finish(voice: ModalVoice, note: NoteRequest, out: Float32Array, length: number): void {
  const level = 0.25 + 0.75 * note.velocity
  const from = Math.floor(note.gateSeconds * SAMPLE_RATE_HZ)
  const tremolo = voice.tremolo
  const step = tremolo ? (2 * Math.PI * tremolo.hz) / SAMPLE_RATE_HZ : 0
  for (let start = 0; start < length; start += 32) {
    const pulse = tremolo ? 1 - tremolo.depth * (0.5 - 0.5 * Math.cos(step * start)) : 1
    const end = Math.min(length, start + 32)
    for (let i = start; i < end; i++) {
      const left = i < from ? 1 : 1 - (i - from) / (length - from)
      out[i] *= level * pulse * left * left
    }
  }
  for (let i = 0; i < Math.min(length, ATTACK); i++) out[i] *= i / ATTACK
}
