import { expect, test } from '@jest/globals'
import { seededRandom } from '../../fixtures/seeded-random.ts'
import { tone } from '../../fixtures/tone.ts'
import { estimateTempo } from '../tempo.ts'
import { addBeat } from './add-beat.ts'
import { signalPower } from './signal-power.ts'

const sampleRateHz = 22050
const sound = tone(330, { seconds: 12 })
const beatTimes = Array.from({ length: 22 }, (_, beat) => 0.25 + beat * 0.5)

test('a held tone gets a beat at the tempo of its beats', () => {
  expect(estimateTempo(sound, { sampleRateHz })?.confidence ?? 0).toBeLessThan(0.2)
  const danced = addBeat(sound, { sampleRateHz, beatTimes }, seededRandom(1))
  const tempo = estimateTempo(danced, { sampleRateHz })!
  expect(Math.abs(tempo.bpm / 120 - 1)).toBeLessThan(0.02)
  expect(tempo.confidence).toBeGreaterThan(0.4)
})

test('the drums are as loud as they are asked to be, and begin with the first beat', () => {
  const drums = addBeat(sound, { sampleRateHz, beatTimes, levelDb: -10 }, seededRandom(2)).map((v, i) => v - sound[i])
  expect(10 * Math.log10(signalPower(drums) / signalPower(sound))).toBeCloseTo(-10, 2)
  expect(signalPower(drums.subarray(0, 0.25 * sampleRateHz - 1))).toBe(0)
  expect(signalPower(drums.subarray(0.25 * sampleRateHz, 0.3 * sampleRateHz))).toBeGreaterThan(0)
})

test('a sound without beats stays what it is', () => {
  expect(addBeat(sound, { sampleRateHz, beatTimes: [] }, seededRandom(3))).toEqual(sound)
})
