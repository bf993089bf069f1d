import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** A chord with a beat. */
function chord(seconds: number, pitchHz: number): Float32Array {
  return Float32Array.from({ length: seconds * 22050 }, (_, i) => {
    const t = i / 22050
    const beat = Math.exp(-8 * (t % 0.5))
    return 0.2 * beat * [1, 1.25, 1.5, 3].reduce((sum, ratio) => sum + Math.sin(6.2832 * pitchHz * ratio * t), 0)
  })
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0)

test('a track gets an embedding of length 1 and of the dimension that the card tells', async () => {
  const { embedding } = await analyser.analyse(chord(20, 220))
  expect(embedding).toHaveLength(analyser.card.embeddingDim)
  expect(Math.hypot(...embedding)).toBeCloseTo(1, 5)
})

test('the genres of a track and of each of its segments are probabilities of all labels, most probable first', async () => {
  const { genres, segmentGenres, segments } = await analyser.analyse(chord(20, 220))
  expect(segmentGenres).toHaveLength(segments)
  for (const ranked of [genres, ...segmentGenres]) {
    expect(ranked.map(({ label }) => label).sort()).toEqual([...analyser.card.labels].sort())
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4)
    const probabilities = ranked.map(({ probability }) => probability)
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
  }
})

test('the same sound always gives the same analysis, whatever was analysed in between', async () => {
  const first = await analyser.analyse(chord(12, 220))
  await analyser.analyse(chord(9, 700))
  expect(await analyser.analyse(chord(12, 220))).toEqual(first)
})

test('a sound that is 20 dB quieter gives nearly the same embedding, another sound does not', async () => {
  const loud = await analyser.analyse(chord(12, 220))
  const quiet = await analyser.analyse(chord(12, 220).map((value) => value / 10))
  const noise = await analyser.analyse(Float32Array.from({ length: 12 * 22050 }, (_, i) => Math.sin(i * i * 0.37)))
  expect(cosine(loud.embedding, quiet.embedding)).toBeGreaterThan(0.99)
  expect(cosine(loud.embedding, noise.embedding)).toBeLessThan(0.9)
})

test('a long track is looked at in a bounded number of places', async () => {
  const { segments } = await analyser.analyse(chord(60, 330))
  expect(segments).toBe(analyser.card.segmentsPerTrack)
})

test('half a second of sound is enough, and a few samples are told to be too few', async () => {
  const { segments, embedding } = await analyser.analyse(chord(1, 220).subarray(0, 11025))
  expect(segments).toBe(1)
  expect(Math.hypot(...embedding)).toBeCloseTo(1, 5)
  await expect(analyser.analyse(new Float32Array(100))).rejects.toMatchObject({ code: 'TOO_SHORT_TO_ANALYSE' })
})

test('silence is analysed without a number going wrong', async () => {
  const { embedding, genres } = await analyser.analyse(new Float32Array(10 * 22050))
  expect([...embedding, ...genres.map(({ probability }) => probability)].every(Number.isFinite)).toBe(true)
})

test('analysing leaves no tensor behind, and disposing frees the weights', async () => {
  const before = tf.memory().numTensors
  const another = await loadAnalyser({ backend: 'wasm' })
  const loaded = tf.memory().numTensors
  for (let i = 0; i < 5; i++) await another.analyse(chord(8, 200 + i))
  expect(tf.memory().numTensors).toBe(loaded)
  another.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('a folder whose card is missing or contradicts itself is refused with every fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segue-card-'))
  await expect(loadAnalyser({ folder })).rejects.toMatchObject({ code: 'INVALID_MODEL_CARD' })
  writeFileSync(join(folder, 'card.json'), JSON.stringify({ ...analyser.card, sampleRateHz: 0, embeddingDim: 7 }))
  await expect(loadAnalyser({ folder })).rejects.toMatchObject({
    faults: [expect.stringMatching(/sampleRateHz/), expect.stringMatching(/embeddingDim is 7/)],
  })
  rmSync(folder, { recursive: true })
})
