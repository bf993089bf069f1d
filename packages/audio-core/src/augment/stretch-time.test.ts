import { expect, test } from '@jest/globals'
import { dominantHz } from '../../fixtures/dominant-hz.ts'
import { tone } from '../../fixtures/tone.ts'
import { signalPower } from './signal-power.ts'
import { stretchTime } from './stretch-time.ts'

test.each([0.5, 0.8, 1, 1.25, 2])('a tone played %d times as fast keeps its pitch and loudness', (rate) => {
  const stretched = stretchTime(tone(440, { seconds: 3 }), { rate })
  expect(stretched.length).toBe(Math.round((3 * 22050) / rate))
  expect(dominantHz(stretched)).toBeCloseTo(440, 0)
  const middle = stretched.subarray(8192, -8192)
  expect(signalPower(middle)).toBeCloseTo(0.125, 2)
})

test('at its own speed a sound stays what it is', () => {
  const chord = tone(220).map((value, i) => value + 0.3 * Math.sin(0.31 * i))
  const same = stretchTime(chord, { rate: 1 })
  const error = chord.map((value, i) => value - same[i])
  expect(signalPower(error) / signalPower(chord)).toBeLessThan(1e-9)
})

test('silence stays silent and nothing stays nothing', () => {
  expect(stretchTime(new Float32Array(9000), { rate: 1.5 })).toEqual(new Float32Array(6000))
  expect(stretchTime(new Float32Array(0), { rate: 1.5 })).toEqual(new Float32Array(0))
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %d is refused', (rate) => {
  expect(() => stretchTime(new Float32Array(10), { rate })).toThrow(RangeError)
})
