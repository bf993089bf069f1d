import { expect, test } from '@jest/globals'
import { dominantHz } from '../../fixtures/dominant-hz.ts'
import { tone } from '../../fixtures/tone.ts'
import { estimateTempo } from '../tempo.ts'
import { changeTempo } from './change-tempo.ts'
import { signalPower } from './signal-power.ts'

const sampleRateHz = 22050

test.each([0.75, 1, 1.1, 1.5])('a tone at %d times the tempo keeps its pitch and loudness', (rate) => {
  const changed = changeTempo(tone(440, { seconds: 3 }), { sampleRateHz, rate })
  expect(changed.length).toBe(Math.round((3 * 22050) / rate))
  expect(Math.abs(dominantHz(changed) / 440 - 1)).toBeLessThan(0.005)
  expect(signalPower(changed)).toBeCloseTo(0.125, 2)
})

test('100 clicks a minute become 120', () => {
  const clicks = new Float32Array(20 * sampleRateHz)
  for (let click = 0; click < 33; click++)
    for (let i = 0; i < 400; i++)
      clicks[Math.round(click * 0.6 * sampleRateHz) + i] = Math.exp(-i / 80) * Math.sin(0.3 * i)
  const faster = changeTempo(clicks, { sampleRateHz, rate: 1.2 })
  expect(Math.abs(estimateTempo(faster, { sampleRateHz })!.bpm / 120 - 1)).toBeLessThan(0.02)
})

test('at its own tempo a sound stays what it is', () => {
  const sound = tone(300)
  const same = changeTempo(sound, { sampleRateHz, rate: 1 })
  expect(signalPower(sound.map((value, i) => value - same[i]))).toBeLessThan(1e-9)
})

test('a rate of nought is refused', () => {
  expect(() => changeTempo(new Float32Array(10), { sampleRateHz, rate: 0 })).toThrow(RangeError)
})
