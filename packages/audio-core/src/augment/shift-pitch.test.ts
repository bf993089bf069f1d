import { expect, test } from '@jest/globals'
import { dominantHz } from '../../fixtures/dominant-hz.ts'
import { tone } from '../../fixtures/tone.ts'
import { shiftPitch } from './shift-pitch.ts'

test.each([
  [1, 466.16],
  [12, 880],
  [-3, 369.99],
  [0.5, 452.89],
])('a’ moved by %d semitones sounds at %d Hz, for as long as before', (semitones, hz) => {
  const shifted = shiftPitch(tone(440), { sampleRateHz: 22050, semitones })
  expect(Math.abs(dominantHz(shifted) / hz - 1)).toBeLessThan(0.001)
  expect(shifted.length).toBe(2 * 22050)
})
