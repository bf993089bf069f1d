import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { type Analyser, loadAnalyser } from './load-analyser.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

let analyser: Analyser
beforeAll(async () => {
  analyser = await loadAnalyser({ backend: 'wasm' })
})
afterAll(() => analyser.dispose())

/** A low tone that gives way to a rising one. */
function sound(seconds: number): Float32Array {
  const { sin, exp } = Math
  return Float32Array.from({ length: seconds * 22_050 }, (_, i) => {
    const t = i / 22_050
    return 0.3 * exp(-6 * (t % 0.5)) * sin(2 * Math.PI * (t < seconds / 2 ? 110 : 400 * t) * t)
  })
}

test('explained are the segments in which the track’s genre is most probable, in the order of the track', async () => {
  const { genres, segmentGenres, explained } = await analyser.analyse(sound(30), { explain: 3 })
  const [{ label }] = genres
  const probabilities = segmentGenres.map((ranked) => ranked.find((genre) => genre.label === label)!.probability)
  expect(explained.map((segment) => segment.label)).toEqual([label, label, label])
  expect(explained.map((segment) => segment.probability)).toEqual(
    explained.map(({ segment }) => probabilities[segment]),
  )
  const order = explained.map(({ segment }) => segment)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  const left = probabilities.filter((_, segment) => !order.includes(segment))
  expect(Math.min(...explained.map(({ probability }) => probability))).toBeGreaterThanOrEqual(Math.max(...left))
})

test('an explained segment shows its sound: a low tone lies in the lowest bands', async () => {
  const { explained } = await analyser.analyse(sound(30), { explain: 99 })
  const [{ spectrogram, heat, attention }] = explained
  const { frames, bands, values } = spectrogram
  expect([frames, bands, heat.frames, heat.bands]).toEqual([128, 64, 32, 32])
  const loudest = values.indexOf(values.reduce((most, value) => Math.max(most, value), 0))
  // 110 Hz is 1.65 of the 50 mel up to 11,025 Hz
  expect(loudest % bands).toBeLessThan(5)
  expect(attention!.reduce((most, weight) => Math.max(most, weight), 0)).toBe(255)
})

test('nothing is explained unless it is asked for, and explaining leaves no tensor behind', async () => {
  const before = tf.memory().numTensors
  expect((await analyser.analyse(sound(10))).explained).toEqual([])
  expect((await analyser.analyse(sound(10), { explain: 2 })).explained).toHaveLength(2)
  expect(tf.memory().numTensors).toBe(before)
})

test('even silence is explained, so that every analysis has a moment to show', async () => {
  const { explained } = await analyser.analyse(new Float32Array(5 * 22_050), { explain: 3 })
  expect(explained).toHaveLength(1)
  expect(explained[0].segment).toBe(0)
})
