import { type Adsr, envelopeAt } from './envelope.ts'
import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { NoteRequest } from './voice.ts'
import { WAVETABLE_SIZE, type WaveName, wavetableFor } from './wavetable.ts'

/** Oscillators from a wavetable, a resonant low-pass and envelopes: synthesisers, organs, strings, winds, reeds. */
export type ToneVoice = {
  kind: 'tone'
  wave: WaveName
  /** One oscillator per entry, in cents; several make it broad. */
  detuneCents: readonly number[]
  amp: Adsr
  /** A sine an octave below. */
  sub?: number
  /** Cutoff in hertz at middle C; follows the pitch by `keyTrack`, opens by `envelope` octaves at the note's start. */
  filter?: { hz: number; keyTrack: number; envelope: number; decay: number; attack?: number; resonance: number }
  vibrato?: { hz: number; cents: number; delay: number }
  /** Noise of breath or bow, strongest at the start. */
  breath?: number
}

const BLOCK = 32

/** See `NoteRenderer`. */
export function renderTone(voice: ToneVoice, note: NoteRequest, out: Float32Array): number {
  const length = Math.min(out.length, Math.ceil((note.gateSeconds + voice.amp.release * 2.2) * SAMPLE_RATE_HZ))
  out.fill(0, 0, length)
  addOscillators(voice, note, out, length)
  if (voice.breath) addBreath(voice.breath, note, out, length)
  if (voice.filter) lowPass(voice.filter, note, out, length)
  shape(voice.amp, note, out, length)
  return length
}

function addOscillators(voice: ToneVoice, note: NoteRequest, out: Float32Array, length: number): void {
  const table = wavetableFor(voice.wave, note.frequencyHz)
  const gain = 1 / Math.sqrt(voice.detuneCents.length)
  voice.detuneCents.forEach((cents, index) => {
    const hz = note.frequencyHz * 2 ** (cents / 1200)
    const phase = voice.detuneCents.length > 1 ? (Math.imul(note.seed + index, 0x9e3779b1) >>> 0) / 4294967296 : 0
    oscillate(table, { hz, phase, gain, voice, note }, out, length)
  })
  if (voice.sub) {
    const sine = wavetableFor('sine', note.frequencyHz)
    oscillate(sine, { hz: note.frequencyHz / 2, phase: 0, gain: voice.sub, voice, note }, out, length)
  }
}

type Oscillation = { hz: number; phase: number; gain: number; voice: ToneVoice; note: NoteRequest }

function oscillate(
  table: Float32Array,
  { hz, phase, gain, voice, note }: Oscillation,
  out: Float32Array,
  length: number,
) {
  const { vibrato } = voice
  const base = (hz * WAVETABLE_SIZE) / SAMPLE_RATE_HZ
  let position = phase * WAVETABLE_SIZE
  for (let start = 0; start < length; start += BLOCK) {
    const t = start / SAMPLE_RATE_HZ
    let semitones = note.bendSemitones ? -note.bendSemitones * Math.exp(-t * 22) : 0
    if (vibrato && t > vibrato.delay) {
      const depth = Math.min(1, (t - vibrato.delay) * 4) * vibrato.cents * 0.01
      semitones += depth * Math.sin(2 * Math.PI * vibrato.hz * t + note.seed)
    }
    const step = semitones === 0 ? base : base * 2 ** (semitones / 12)
    const end = Math.min(length, start + BLOCK)
    for (let i = start; i < end; i++) {
      const whole = position | 0
      const low = table[whole]
      out[i] += gain * (low + (table[whole + 1] - low) * (position - whole))
      position += step
      if (position >= WAVETABLE_SIZE) position -= WAVETABLE_SIZE
    }
  }
}

function addBreath(level: number, note: NoteRequest, out: Float32Array, length: number): void {
  const noise = noiseTable()
  const mask = noise.length - 1
  let offset = (note.seed * 7919) & mask
  let smooth = 0
  let gain = level * 0.9
  const floor = level * 0.22
  for (let i = 0; i < length; i++) {
    smooth += 0.35 * (noise[offset] - smooth)
    offset = (offset + 1) & mask
    out[i] += smooth * gain
    gain += (floor - gain) * 0.0006
  }
}

/** Two-pole state-variable low-pass (trapezoidal), its cutoff set anew every millisecond. */
function lowPass(filter: NonNullable<ToneVoice['filter']>, note: NoteRequest, out: Float32Array, length: number): void {
  const damping = 2 - 1.9 * filter.resonance
  const tracked = filter.hz * (note.frequencyHz / 261.6) ** filter.keyTrack * (0.65 + 0.5 * note.velocity)
  let low = 0
  let band = 0
  for (let start = 0; start < length; start += BLOCK) {
    const t = start / SAMPLE_RATE_HZ
    const attack = filter.attack ?? 0
    const open = t < attack ? t / attack : Math.exp((-3 * (t - attack)) / filter.decay)
    const hz = Math.min(SAMPLE_RATE_HZ * 0.42, tracked * 2 ** (filter.envelope * open))
    const g = Math.tan((Math.PI * hz) / SAMPLE_RATE_HZ)
    const a1 = 1 / (1 + g * (g + damping))
    const a2 = g * a1
    const end = Math.min(length, start + BLOCK)
    for (let i = start; i < end; i++) {
      const v3 = out[i] - low
      const v1 = a1 * band + a2 * v3
      const v2 = low + g * v1
      band = 2 * v1 - band
      low = 2 * v2 - low
      out[i] = v2
    }
  }
}

function shape(amp: Adsr, note: NoteRequest, out: Float32Array, length: number): void {
  const level = 0.25 + 0.75 * note.velocity
  let from = 0
  for (let start = 0; start < length; start += BLOCK) {
    const end = Math.min(length, start + BLOCK)
    const to = end === length ? 0 : level * envelopeAt(amp, note.gateSeconds, end / SAMPLE_RATE_HZ)
    const slope = (to - from) / (end - start)
    for (let i = start; i < end; i++) {
      out[i] *= from
      from += slope
    }
    from = to
  }
}
