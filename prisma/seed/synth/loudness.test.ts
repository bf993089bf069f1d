import { expect, test } from '@jest/globals'
import { limit } from './limit.ts'
import { integratedLufs } from './loudness.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

const { sin, PI } = Math
const tone = (hz: number, amplitude: number, seconds: number) =>
  Float32Array.from({ length: seconds * SAMPLE_RATE_HZ }, (_, i) => amplitude * sin((2 * PI * hz * i) / SAMPLE_RATE_HZ))

test('a stereo tone of 1 kHz at −23 dBFS measures −23 LUFS (EBU Tech 3341, case 1)', () => {
  const signal = tone(1000, 10 ** (-23 / 20), 20)
  expect(Math.abs(integratedLufs(signal, signal) + 23)).toBeLessThan(0.1)
})

test('quiet passages do not count (EBU Tech 3341, case 3)', () => {
  const parts = [-36, -23, -36].map((db, i) => tone(1000, 10 ** (db / 20), i === 1 ? 20 : 6))
  const signal = Float32Array.from(parts.flatMap((part) => [...part]))
  expect(Math.abs(integratedLufs(signal, signal) + 23)).toBeLessThan(0.1)
})

test('the limiter holds the ceiling and leaves what lies below untouched', () => {
  const quiet = tone(300, 0.3, 1)
  const loud = tone(300, 1.6, 1)
  const left = Float32Array.from([...quiet, ...loud])
  const right = left.slice()
  limit(left, right, 0.7)
  expect(left.filter((sample) => sample > 0.7001 || sample < -0.7001)).toHaveLength(0)
  expect(left.slice(0, 16000)).toEqual(quiet.slice(0, 16000))
  expect(right).toEqual(left)
})
