import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { tone } from '../fixtures/tone.ts'
import { signalPower } from './augment/signal-power.ts'
import { hpss } from './hpss.ts'

test('a tone and clicks are parted', () => {
  const { exp } = Math
  const random = seededRandom(7)
  const held = tone(440)
  const clicks = new Float32Array(held.length)
  for (let at = 2000; at < clicks.length - 200; at += 5512)
    for (let i = 0; i < 100; i++) clicks[at + i] = 4 * (random() - 0.5) * exp(-i / 25)
  const { harmonic, percussive } = hpss(held.map((value, i) => value + clicks[i]))
  expect(signalPower(harmonic.map((value, i) => value - held[i]))).toBeLessThan(0.01 * signalPower(held))
  expect(signalPower(percussive.map((value, i) => value - clicks[i]))).toBeLessThan(0.1 * signalPower(clicks))
})

test('the parts add up to the sound', () => {
  const random = seededRandom(3)
  const noise = Float32Array.from({ length: 30000 }, () => random() - 0.5)
  const { harmonic, percussive } = hpss(noise)
  for (let i = 0; i < noise.length; i++) expect(Math.abs(harmonic[i] + percussive[i] - noise[i])).toBeLessThan(1e-6)
})

test('silence has silent parts', () => {
  expect(hpss(new Float32Array(5000))).toEqual({ harmonic: new Float32Array(5000), percussive: new Float32Array(5000) })
})
