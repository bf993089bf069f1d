import { expect, test } from '@jest/globals'
import { tone } from '../fixtures/tone.ts'
import { createSharpRateHalver } from './sharp-rate-halver.ts'

const halve = createSharpRateHalver()

test('what lies below nine tenths of the new Nyquist frequency stays as it is, and where it is', () => {
  const samples = tone(4900, { sampleRateHz: 22050, seconds: 1 })
  const halved = halve(samples)
  expect(halved.length).toBe(11025)
  for (let k = 1000; k < 10000; k++) expect(halved[k]).toBeCloseTo(samples[2 * k], 5)
})

test('what lies above the new Nyquist frequency is gone', () => {
  expect(Math.max(...halve(tone(5600)).subarray(1000, 10000).map(Math.abs))).toBeLessThan(1e-5)
})

test('the number of samples is halved upwards', () => {
  expect([0, 1, 2, 7, 6145].map((length) => halve(new Float32Array(length)).length)).toEqual([0, 1, 1, 4, 3073])
})
