import { expect, test } from '@jest/globals'
import { noise } from '../fixtures/noise.ts'
import { tone } from '../fixtures/tone.ts'
import { createDecimator } from './decimate.ts'
import { joinSamples } from './join-samples.ts'
import { designLowPass, symmetricTaps } from './low-pass-filter.ts'

/** Up to three quarters of the new Nyquist frequency. */
const lowPass = (factor: number) =>
  symmetricTaps(designLowPass({ pass: 0.375 / factor, stop: Math.min(0.499, 0.5 / factor) }))
const whole = (options: Parameters<typeof createDecimator>[0], samples: Float32Array) => {
  const decimator = createDecimator(options)
  return joinSamples(decimator.push(samples), decimator.flush())
}

test.each([1, 2, 4, 8])('every sample of %d stays what it was, at its place', (factor) => {
  const sound = tone(500)
  const out = whole({ taps: lowPass(factor), factor }, sound)
  expect(out.length).toBe(Math.ceil(sound.length / factor))
  for (let k = 1000; k < 2500; k++) expect(out[k]).toBeCloseTo(sound[k * factor], 4)
})

test.each([1, 2, 4, 8])('fast convolution gives what the taps give one by one, keeping one of %d', (factor) => {
  const options = { taps: lowPass(factor), factor }
  const fast = whole(options, noise())
  const plain = whole({ ...options, plain: true }, noise())
  expect(fast.length).toBe(plain.length)
  const largest = fast.reduce((most, value, i) => Math.max(most, Math.abs(value - plain[i])), 0)
  // what lies in the stop band, 100 dB down, is left out altogether
  expect(largest).toBeLessThan(2e-5)
})

test.each([false, true])('pieces make no difference, and it can be used again (plain: %p)', (plain) => {
  const sound = noise()
  const options = { taps: lowPass(2), factor: 2, plain }
  const decimator = createDecimator(options)
  for (const step of [977, 5000]) {
    const pieces: Float32Array[] = []
    for (let at = 0; at < sound.length; at += step) pieces.push(decimator.push(sound.subarray(at, at + step)))
    expect(joinSamples(...pieces, decimator.flush())).toEqual(whole(options, sound))
  }
})

test.each([0, 1, 2, 5, 6144, 6145])('of %d samples the half, upwards, comes out', (length) => {
  expect(whole({ taps: lowPass(2), factor: 2 }, new Float32Array(length)).length).toBe(Math.ceil(length / 2))
})
