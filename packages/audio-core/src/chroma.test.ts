import { expect, test } from '@jest/globals'
import { tone } from '../fixtures/tone.ts'
import { PITCH_CLASSES } from './chroma.ts'
import { chromaCens } from './chroma-cens.ts'
import { chromaCqt } from './chroma-cqt.ts'
import { chromaStft } from './chroma-stft.ts'
import { constantQMagnitudes, createConstantQ } from './constant-q.ts'
import { createSpectrogram } from './spectrogram.ts'
import { tonnetz } from './tonnetz.ts'
import { estimateTuning } from './tuning.ts'

const RATE_HZ = 22050
const MIDDLE = 40
const spectrogramOf = createSpectrogram({ sampleRateHz: RATE_HZ, fftSize: 2048, hopLength: 512 })
const pitchesOf = (samples: Float32Array) => {
  const constantQ = createConstantQ({ sampleRateHz: RATE_HZ })
  return { magnitudes: constantQMagnitudes(constantQ(samples)), bins: constantQ.bins }
}
const row = (values: Float32Array, width: number) => [...values.subarray(MIDDLE * width, (MIDDLE + 1) * width)]

function strongest(chroma: Float32Array): string {
  const classes = row(chroma, 12)
  return PITCH_CLASSES[classes.indexOf(Math.max(...classes))]
}

test.each([
  ['A', 440],
  ['C', 261.6256],
  ['F#', 739.9888],
])('the chroma of a tone is strongest at its own %s, by all three ways', (name, hz) => {
  const samples = tone(hz)
  expect(strongest(chromaStft(spectrogramOf(samples)))).toBe(name)
  expect(strongest(chromaCqt(pitchesOf(samples)))).toBe(name)
  expect(strongest(chromaCens(pitchesOf(samples)))).toBe(name)
})

test('the classes of a chord of C major stand out', () => {
  const [c, e, g] = [261.6256, 329.6276, 391.9954].map((hz) => tone(hz))
  const cens = row(chromaCens(pitchesOf(c.map((value, i) => value + e[i] + g[i]))), 12)
  expect(PITCH_CLASSES.filter((_, pitchClass) => cens[pitchClass] > 0.4)).toEqual(['C', 'E', 'G'])
  expect(cens.filter((value) => value < 0.3).length).toBe(9)
})

test('a sound that is a fifth of a semitone sharp is tuned so, within what a parabola gets wrong', () => {
  const samples = tone(440 * 2 ** (0.2 / 12))
  expect(Math.abs(estimateTuning(spectrogramOf(samples)) - 0.2)).toBeLessThan(0.05)
  expect(estimateTuning(spectrogramOf(new Float32Array(RATE_HZ)))).toBe(0)
})

test('on the tonnetz a fifth is a step of seven sixths of a half turn, and a full octave comes home', () => {
  const single = (c: number) => tonnetz(Float32Array.from({ length: 12 }, (_, i) => (i === c ? 0.5 : 0)))
  const [sine, cosine] = single(7)
  expect(sine).toBeCloseTo(Math.sin((7 * 7 * Math.PI) / 6), 6)
  expect(cosine).toBeCloseTo(Math.cos((7 * 7 * Math.PI) / 6), 6)
  expect([...single(0)]).toEqual([0, 1, 0, 1, 0, 0.5].map((value) => expect.closeTo(value, 6)))
  expect([...tonnetz(new Float32Array(12).fill(1))]).toEqual(Array(6).fill(expect.closeTo(0, 6)))
  expect([...tonnetz(new Float32Array(12))]).toEqual(Array(6).fill(0))
})
