import { expect, test } from '@jest/globals'
import { tone } from '../../fixtures/tone.ts'
import { changeGain } from './change-gain.ts'
import { rebalance } from './rebalance.ts'
import { signalPower } from './signal-power.ts'

const held = tone(440)
const clicks = held.map((_, i) => (i % 5512 === 2000 ? 0.9 : 0))
const sound = held.map((value, i) => value + clicks[i])

test('6 dB double the amplitude', () => {
  expect(changeGain(Float32Array.of(0.25, -0.5), { gainDb: 20 * Math.log10(2) })).toEqual(Float32Array.of(0.5, -1))
})

test('without its harmonic part a tone with clicks is clicks', () => {
  const struck = rebalance(sound, { harmonicDb: -60, percussiveDb: 0 })
  expect(signalPower(struck.map((value, i) => value - clicks[i]))).toBeLessThan(0.01 * signalPower(held))
  expect(struck[2000 + 5512]).toBeGreaterThan(0.6)
})

test('without its percussive part it is a tone', () => {
  const sustained = rebalance(sound, { harmonicDb: 0, percussiveDb: -60 })
  expect(signalPower(sustained.map((value, i) => value - held[i]))).toBeLessThan(0.01 * signalPower(held))
  expect(Math.abs(sustained[2000 + 5512] - held[2000 + 5512])).toBeLessThan(0.2)
})

test('no gain leaves the sound as it is', () => {
  const same = rebalance(sound, { harmonicDb: 0, percussiveDb: 0 })
  for (let i = 0; i < sound.length; i++) expect(same[i]).toBeCloseTo(sound[i], 6)
})
