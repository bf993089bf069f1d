import { expect, test } from '@jest/globals'
import { INSTRUMENTS, type InstrumentName } from './instruments.ts'
import { renderNote } from './render-note.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const names = Object.keys(INSTRUMENTS) as InstrumentName[]
/** Too short to have a measurable pitch. */
const MUTED: readonly InstrumentName[] = ['mutedGuitar']

function play(name: InstrumentName, frequencyHz: number): Float32Array {
  const out = new Float32Array(6 * SAMPLE_RATE_HZ)
  const request = { frequencyHz, gateSeconds: 1, velocity: 0.8, bendSemitones: 0, seed: 3 }
  return out.slice(0, renderNote(INSTRUMENTS[name], request, out))
}

/** Strength of one frequency in a windowed second of sound. */
function strength(signal: Float32Array, hz: number): number {
  const length = Math.min(signal.length, Math.floor(0.6 * SAMPLE_RATE_HZ))
  let real = 0
  let imaginary = 0
  for (let i = 0; i < length; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length)
    const angle = (2 * Math.PI * hz * i) / SAMPLE_RATE_HZ
    real += window * signal[i] * Math.cos(angle)
    imaginary += window * signal[i] * Math.sin(angle)
  }
  return Math.hypot(real, imaginary)
}

test.each(names.filter((name) => !MUTED.includes(name)))('the %s plays in tune', (name) => {
  const signal = play(name, 220)
  const cents = Array.from({ length: 17 }, (_, i) => (i - 8) * 5)
  const strengths = cents.map((offset) => strength(signal, 220 * 2 ** (offset / 1200)))
  const best = cents[strengths.indexOf(Math.max(...strengths))]
  expect(Math.abs(best)).toBeLessThanOrEqual(15)
})

test.each(names)('a note of the %s starts and ends in silence and is never broken', (name) => {
  for (const hz of [55, 440, 1760]) {
    const signal = play(name, hz)
    expect(signal.every(Number.isFinite)).toBe(true)
    expect(Math.abs(signal[0])).toBeLessThan(0.05)
    expect(Math.abs(signal[signal.length - 1])).toBeLessThan(0.003)
    expect(Math.max(...signal.subarray(0, 20000).map(Math.abs))).toBeGreaterThan(0.01)
  }
})
