import { type Adsr, envelopeAt } from './envelope.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import type { NoteRequest } from './voice.ts'

/** A pair of sines, one bending the phase of the other (Chowning 1973): electric pianos, bells, basses. */
export type FmPair = {
  carrierRatio: number
  modulatorRatio: number
  /** Peak phase deviation in radians at full velocity, and the seconds in which it fades towards `indexFloor`. */
  index: number
  indexDecay: number
  indexFloor?: number
  level: number
  amp: Adsr
  detuneCents?: number
}

export type FmVoice = { kind: 'fm'; pairs: readonly FmPair[]; vibrato?: { hz: number; cents: number } }

const SINE_BITS = 14
const SINE_SIZE = 1 << SINE_BITS
const SINE_MASK = SINE_SIZE - 1
const sine = Float32Array.from({ length: SINE_SIZE }, (_, i) => Math.sin((2 * Math.PI * i) / SINE_SIZE))
const BLOCK = 32

/** See `NoteRenderer`. */
export function renderFm(voice: FmVoice, note: NoteRequest, out: Float32Array): number {
  const release = Math.max(...voice.pairs.map(({ amp }) => amp.release))
  const length = Math.min(out.length, Math.ceil((note.gateSeconds + release * 2.2) * SAMPLE_RATE_HZ))
  out.fill(0, 0, length)
  for (const pair of voice.pairs) addPair(voice, pair, note, out, length)
  return length
}

function addPair(voice: FmVoice, pair: FmPair, note: NoteRequest, out: Float32Array, length: number): void {
  const hz = note.frequencyHz * 2 ** ((pair.detuneCents ?? 0) / 1200)
  const toTable = SINE_SIZE / SAMPLE_RATE_HZ
  const carrierBase = hz * pair.carrierRatio * toTable
  const modulatorBase = hz * pair.modulatorRatio * toTable
  const tame = Math.min(1, 9000 / (hz * (pair.carrierRatio + pair.modulatorRatio)))
  const peak = pair.index * (0.35 + 0.65 * note.velocity) * tame * (SINE_SIZE / (2 * Math.PI))
  const floor = (pair.indexFloor ?? 0) * tame * (SINE_SIZE / (2 * Math.PI))
  const level = pair.level * (0.25 + 0.75 * note.velocity) * 0.5
  let carrier = 0
  let modulator = 0
  let gain = 0
  for (let start = 0; start < length; start += BLOCK) {
    const t = start / SAMPLE_RATE_HZ
    const end = Math.min(length, start + BLOCK)
    let bend = note.bendSemitones ? 2 ** ((-note.bendSemitones * Math.exp(-t * 22)) / 12) : 1
    if (voice.vibrato) bend *= 1 + 0.000578 * voice.vibrato.cents * Math.sin(2 * Math.PI * voice.vibrato.hz * t)
    const deviation = floor + (peak - floor) * Math.exp((-3 * t) / pair.indexDecay)
    const to = end === length ? 0 : level * envelopeAt(pair.amp, note.gateSeconds, end / SAMPLE_RATE_HZ)
    const slope = (to - gain) / (end - start)
    const carrierStep = carrierBase * bend
    const modulatorStep = modulatorBase * bend
    for (let i = start; i < end; i++) {
      const bent = carrier + deviation * sine[modulator & SINE_MASK]
      out[i] += gain * sine[bent & SINE_MASK]
      gain += slope
      carrier += carrierStep
      modulator += modulatorStep
    }
    carrier %= SINE_SIZE
    modulator %= SINE_SIZE
    gain = to
  }
}
