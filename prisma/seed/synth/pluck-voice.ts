import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { NoteRequest } from './voice.ts'

/** A plucked string: Karplus and Strong 1983, with pick position, tunable damping and a body (Jaffe and Smith 1983). */
export type PluckVoice = {
  kind: 'pluck'
  /** 0 dull … 1 bright: the pick and the string's own damping. */
  brightness: number
  /** Seconds until the open string has fallen by 60 dB, at middle C; low strings ring longer. */
  decay: number
  /** Where the string is plucked, 0–0.5 of its length; small is nasal. */
  pick: number
  /** Seconds until a released string is silent. */
  release: number
  /** Resonance of the wooden body, 0–1. */
  body?: number
  /** Palm on the strings: seconds to silence regardless of length. */
  muteSeconds?: number
}

/** See `NoteRenderer`. */
export function renderPluck(voice: PluckVoice, note: NoteRequest, out: Float32Array): number {
  const ring = voice.muteSeconds ?? Math.min(voice.decay * (261.6 / note.frequencyHz) ** 0.4, 9)
  const seconds = Math.min(note.gateSeconds + voice.release, ring)
  const length = Math.min(out.length, Math.ceil(seconds * SAMPLE_RATE_HZ))
  vibrate(voice, note, ring, out, length)
  if (voice.body) resonate(voice.body, out, length)
  fade(note.gateSeconds, out, length)
  return length
}

function vibrate(voice: PluckVoice, note: NoteRequest, ring: number, out: Float32Array, length: number): void {
  const brightness = Math.min(1, voice.brightness * (0.7 + 0.4 * note.velocity))
  const damping = 0.5 * (1 - brightness) ** 1.5 + 0.01
  const period = SAMPLE_RATE_HZ / note.frequencyHz - damping
  const size = Math.floor(period - 0.5)
  const fraction = period - size
  const allpass = (1 - fraction) / (1 + fraction)
  const loss = 10 ** ((-3 * period) / (ring * SAMPLE_RATE_HZ))
  const string = excite(voice, note, size, brightness)
  const bendBlocks = note.bendSemitones > 0 ? bendSchedule(note.bendSemitones, period) : undefined
  let at = 0
  let previous = 0
  let x1 = 0
  let y1 = 0
  if (bendBlocks) {
    bendString(string, { bendBlocks, loss, damping }, out, length)
    return
  }
  for (let i = 0; i < length; i++) {
    const sample = string[at]
    const smoothed = loss * (sample + damping * (previous - sample))
    previous = sample
    y1 = allpass * (smoothed - y1) + x1
    x1 = smoothed
    string[at] = y1
    if (++at === size) at = 0
    out[i] = sample
  }
}

/** Period of the string for every 64 samples while a bend settles (0.2 s). */
function bendSchedule(semitones: number, period: number): Float64Array {
  const blocks = new Float64Array(Math.ceil((0.25 * SAMPLE_RATE_HZ) / 64) + 1)
  for (let i = 0; i < blocks.length; i++) {
    const t = (i * 64) / SAMPLE_RATE_HZ
    blocks[i] = period * 2 ** ((semitones * Math.exp(-t * 20)) / 12)
  }
  blocks[blocks.length - 1] = period
  return blocks
}

/** The same string with a moving length: read between samples instead of through an all-pass. */
function bendString(
  start: Float32Array,
  { bendBlocks, loss, damping }: { bendBlocks: Float64Array; loss: number; damping: number },
  out: Float32Array,
  length: number,
): void {
  const longest = Math.ceil(bendBlocks[0]) + 4
  for (let i = 0; i < Math.min(longest, length); i++) out[i] = start[i % start.length]
  const soft = Math.max(0, damping - 0.12)
  for (let i = longest; i < length; i++) {
    const period = bendBlocks[Math.min(bendBlocks.length - 1, i >> 6)]
    const whole = period | 0
    const fraction = period - whole
    const a = out[i - whole]
    const b = out[i - whole - 1]
    const read = a + (b - a) * fraction
    out[i] = loss * (read + soft * (out[i - whole - 1] - read))
  }
}

function excite(voice: PluckVoice, note: NoteRequest, size: number, brightness: number): Float32Array {
  const noise = noiseTable()
  const offset = (note.seed * 104729) & 65535
  const string = new Float32Array(size)
  const keep = 0.08 + 0.85 * brightness * brightness
  let smooth = 0
  for (let i = -64; i < size; i++) {
    smooth += keep * (noise[offset + 64 + i] - smooth)
    if (i >= 0) string[i] = smooth
  }
  const lag = Math.max(1, Math.round(size * voice.pick))
  const plucked = new Float32Array(size)
  let mean = 0
  let power = 0
  for (let i = 0; i < size; i++) plucked[i] = string[i] - 0.9 * string[(i + size - lag) % size]
  for (let i = 0; i < size; i++) mean += plucked[i] / size
  for (let i = 0; i < size; i++) power += (plucked[i] - mean) ** 2 / size
  const gain = (0.3 * (0.3 + 0.7 * note.velocity)) / Math.sqrt(power + 1e-9)
  for (let i = 0; i < size; i++) plucked[i] = (plucked[i] - mean) * gain
  return plucked
}

/** Two broad resonances of a guitar's box, near 110 and 215 Hz. */
function resonate(amount: number, out: Float32Array, length: number): void {
  const low = resonator(110, 0.985)
  const high = resonator(215, 0.98)
  let l1 = 0
  let l2 = 0
  let h1 = 0
  let h2 = 0
  const gain = amount * 0.02
  for (let i = 0; i < length; i++) {
    const x = out[i]
    const l = x + low.a * l1 - low.b * l2
    l2 = l1
    l1 = l
    const h = x + high.a * h1 - high.b * h2
    h2 = h1
    h1 = h
    out[i] = x + gain * (l - l2 + h - h2)
  }
}

const resonator = (hz: number, radius: number) => ({
  a: 2 * radius * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ),
  b: radius * radius,
})

function fade(gateSeconds: number, out: Float32Array, length: number): void {
  const attack = Math.min(length, 40)
  for (let i = 0; i < attack; i++) out[i] *= i / attack
  const from = Math.min(length, Math.floor(gateSeconds * SAMPLE_RATE_HZ))
  const span = length - from
  for (let i = from; i < length; i++) {
    const left = 1 - (i - from) / span
    out[i] *= left * left
  }
  const tail = Math.min(length, 160)
  for (let i = 0; i < tail; i++) out[length - 1 - i] *= i / tail
}
