import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../fixtures/amplitude-at.ts'
import { tone } from '../fixtures/tone.ts'
import { createRateHalver } from './halve-rate.ts'

test.each([50, 1000, 3500])('a tone of %d Hz passes as it is', (hz) => {
  const half = createRateHalver({ transition: 'narrow' })(tone(hz))
  expect(amplitudeAt(half.subarray(1000, 12025), { hz, sampleRateHz: 11025 })).toBeCloseTo(0.5, 3)
})

test.each([8000, 10000])('a tone of %d Hz, above what the new rate can carry, does not come back as another', (hz) => {
  const half = createRateHalver({ transition: 'narrow' })(tone(hz)).subarray(1000, 20000)
  expect(half.every((value) => Math.abs(value) < 0.0005)).toBe(true)
})

test('with a wide transition a quarter of the new band is kept clean', () => {
  const halve = (hz: number) => createRateHalver({ transition: 'wide' })(tone(hz)).subarray(1000, 12025)
  expect(amplitudeAt(halve(1700), { hz: 1700, sampleRateHz: 11025 })).toBeCloseTo(0.5, 3)
  expect(halve(9400).every((value) => Math.abs(value) < 0.0005)).toBe(true)
})

test('the first output lies where the first input does, and pieces make no difference', () => {
  const sound = tone(300)
  const whole = createRateHalver({ transition: 'narrow' })(sound)
  for (let i = 20; i < 1000; i++) expect(whole[i]).toBeCloseTo(sound[2 * i], 3)
  const halve = createRateHalver({ transition: 'narrow' })
  const pieces: number[] = []
  for (let at = 0, length = 1; at < 20000; at += length, length = ((length * 31) % 977) + 1)
    pieces.push(...halve(sound.subarray(at, Math.min(at + length, 20000))))
  expect(pieces).toEqual(Array.from(whole.subarray(0, pieces.length)))
  expect(pieces.length).toBeGreaterThan(9980)
})
