import { expect, test } from '@jest/globals'
import { INSTRUMENTS, type InstrumentName } from './instruments.ts'
import { renderNote } from './render-note.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const WINDOW = Float64Array.from({ length: 4096 }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 4096))
const names = Object.keys(INSTRUMENTS) as InstrumentName[]
/** Too short to have a measurable pitch. */
const MUTED: readonly InstrumentName[] = ['mutedGuitar']

function play(name: InstrumentName, frequencyHz: number): Float32Array {
  const out = new Float32Array(6 * SAMPLE_RATE_HZ)
  const request = { frequencyHz, gateSeconds: 1, velocity: 0.8, bendSemitones: 0, seed: 3 }
  return out.slice(0, renderNote(INSTRUMENTS[name], request, out))
}

/** Strength of one frequency in 0.6 s of sound (Goertzel), Hann window. */
function strength(signal: Float32Array, hz: number): number {
  const length = Math.min(signal.length, Math.floor(0.6 * SAMPLE_RATE_HZ))
  const turn = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
  let [previous, last] = [0, 0]
  for (let i = 0; i < length; i++) {
    const next = WINDOW[((i * 4096) / length) | 0] * signal[i] + turn * last - previous
    previous = last
    last = next
  }
  return previous * previous + last * last - turn * previous * last
}

/** Its oscillators stand a quarter tone apart on purpose. */
const DETUNED: readonly InstrumentName[] = ['reeseBass']

test.each(names.filter((name) => !MUTED.includes(name) && !DETUNED.includes(name)))('the %s plays in tune', (name) => {
  const signal = play(name, 220)
  const cents = Array.from({ length: 17 }, (_, i) => (i - 8) * 5)
  const strengths = cents.map((offset) => strength(signal, 220 * 2 ** (offset / 1200)))
  const best = cents[strengths.indexOf(Math.max(...strengths))]
  expect(Math.abs(best)).toBeLessThanOrEqual(15)
})

test.each(names)('a note of the %s starts and ends in silence and is never broken', (name) => {
  for (const hz of [55, 440, 1760]) {
    const signal = play(name, hz)
    expect(signal.includes(Number.NaN)).toBe(false)
    expect(Math.abs(signal[0])).toBeLessThan(0.05)
    expect(Math.abs(signal[signal.length - 1])).toBeLessThan(0.003)
    expect(signal.some((sample) => sample > 0.01)).toBe(true)
  }
})
