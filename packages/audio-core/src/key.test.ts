import { expect, test } from '@jest/globals'
import { PITCH_CLASSES } from './chroma.ts'
import { createKeyEstimator, estimateKey } from './key.ts'
import { resample } from './resample.ts'

const sampleRateHz = 22050
const CADENCE = {
  major: [
    [0, 4, 7],
    [5, 9, 12],
    [7, 11, 14],
    [0, 4, 7],
  ],
  minor: [
    [0, 3, 7],
    [5, 8, 12],
    [7, 11, 14],
    [0, 3, 7],
  ],
}

/** Tonic, subdominant, dominant, tonic, half a second each, of tones with three overtones. */
function cadence(tonic: number, mode: 'major' | 'minor', tuning = 1): Float32Array {
  const { PI, sin } = Math
  const chordSamples = sampleRateHz / 2
  const sound = new Float32Array(4 * chordSamples)
  for (const [place, chord] of CADENCE[mode].entries()) {
    for (const semitones of chord) {
      const hz = tuning * 261.6256 * 2 ** ((tonic + semitones) / 12)
      for (let i = 0; i < chordSamples; i++) {
        for (let overtone = 1; overtone <= 3; overtone++) {
          sound[place * chordSamples + i] += (0.1 / overtone) * sin((2 * PI * hz * overtone * i) / sampleRateHz)
        }
      }
    }
  }
  return sound
}

test.each(['major', 'minor'] as const)('a cadence in each %s key is heard in that key', (mode) => {
  const heard = PITCH_CLASSES.map((_, tonic) => estimateKey(cadence(tonic, mode), { sampleRateHz }))
  expect(heard.map((key) => `${key?.tonic} ${key?.mode}`)).toEqual(PITCH_CLASSES.map((tonic) => `${tonic} ${mode}`))
})

test('silence has no key', () => {
  expect(estimateKey(new Float32Array(sampleRateHz), { sampleRateHz })).toBeUndefined()
})

test('the key of a sound does not depend on the pieces it arrives in', () => {
  const sound = cadence(4, 'minor')
  const pieces = createKeyEstimator({ sampleRateHz })
  for (let at = 0, length = 1; at < sound.length; at += length, length = ((length * 7919) % 30011) + 1) {
    pieces.push(sound.subarray(at, at + length))
  }
  expect(pieces.result()).toEqual(estimateKey(sound, { sampleRateHz }))
})

test.each([-40, -20, 25, 45])('a band that tunes %d cents away from 440 Hz plays in the key that it means', (cents) => {
  const played = cadence(7, 'major', 2 ** (cents / 1200))
  expect(estimateKey(played, { sampleRateHz })).toMatchObject({ tonic: 'G', mode: 'major' })
})

test.each([16000, 44100, 48000])('a key is the same at %d samples a second', (rateHz) => {
  const played = resample(cadence(2, 'minor'), { fromHz: sampleRateHz, toHz: rateHz })
  expect(estimateKey(played, { sampleRateHz: rateHz })).toMatchObject({ tonic: 'D', mode: 'minor' })
})
