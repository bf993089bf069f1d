import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { type Analyser, loadAnalyser } from '../src/load-analyser.ts'
import { SHIPPED_MODEL_FOLDER } from '../src/shipped-model.ts'
import { toneWav } from '../train/tone-wav.ts'
import { analyserScores } from './analyser-scores.ts'
import { evaluateAnalyser } from './evaluate-analyser.ts'
import { heldOutListeners, oneListener, writeHeldOut } from './fold-analysers.ts'
import { askedTracks, spread } from './hear-tracks.ts'
import { robustness } from './robustness.ts'
import { curveTable, robustnessTable } from './say-analyser.ts'
import { segmentsCurve } from './segments-curve.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

const folder = mkdtempSync(join(tmpdir(), 'segue-analyser-'))
const data = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true }))

const TONES = [
  { pitchHz: 110, beatsHz: 0, seed: 1 },
  { pitchHz: 440, beatsHz: 4, seed: 2 },
  { pitchHz: 1500, beatsHz: 0, seed: 3 },
]

let analyser: Analyser
let files: string[]

/** Every tone lies in the folder of the genre that the analyser hears in it, so that its answers are right. */
beforeAll(async () => {
  analyser = await loadAnalyser({ backend: 'wasm' })
  files = []
  for (const tone of TONES) {
    const wav = toneWav({ ...tone, seconds: 7 })
    const { samples } = await decodeMono(wav, { sampleRateHz: analyser.card.sampleRateHz })
    const { genres } = await analyser.analyse(samples)
    const genre = join(data, genres[0].label)
    mkdirSync(genre, { recursive: true })
    files.push(join(genre, `${tone.seed}.wav`))
    writeFileSync(files.at(-1) as string, wav)
  }
  // A folder per genre needs two of them.
  mkdirSync(join(data, 'polka'), { recursive: true })
})
afterAll(() => analyser.dispose())

const everything = () => ({ data: [data], listenerOf: oneListener(analyser), atMost: null })

test('a segment is right where its most probable genre is that of its track', async () => {
  const analysis = await analyser.analyse(new Float32Array(7 * 22050))
  const says = (label: string) => [{ label, probability: 1 }]
  const heard = [
    { genre: 'jazz', fold: 0, analysis: { ...analysis, segmentGenres: ['jazz', 'rock', 'jazz'].map(says) } },
    { genre: 'pop', fold: 0, analysis: { ...analysis, segmentGenres: ['jazz'].map(says) } },
  ]
  expect(analyserScores(heard, analyser.card.labels).segmentAccuracy).toBe(0.5)
})

test('answers that agree with the folders are all right, also when only the genres that occur count', async () => {
  const { tracks, accuracy, accuracyRestricted, macroF1, secondsPerTrack } = await evaluateAnalyser(everything())
  expect({ tracks, accuracy, accuracyRestricted, macroF1 }).toEqual({
    tracks: 3,
    accuracy: 1,
    accuracyRestricted: 1,
    macroF1: 1,
  })
  expect(secondsPerTrack).toBeGreaterThan(0)
})

test('what was not changed is found again, a level does not matter, and each change has its row', async () => {
  const result = await robustness(everything())
  const { changes, tracks } = result
  expect(tracks).toBe(3)
  expect(changes.map(({ change }) => change)).toEqual([
    'as it is',
    '64 kbit/s mp3',
    '12 dB quieter',
    'white noise 20 dB below',
    'a semitone up',
    'a semitone down',
    'its first 20 s',
    'its last 20 s',
  ])
  const [same, , quieter] = changes
  expect(same).toMatchObject({ accuracy: 1, sameAnswer: 1, found: 1 })
  expect(same.cosine).toBeCloseTo(1, 5)
  expect(quieter.found).toBe(1)
  expect(quieter.cosine).toBeGreaterThan(0.95)
  for (const { cosine, lowCosine } of changes) expect(lowCosine).toBeLessThanOrEqual(cosine)
  expect(result.cosineOfOthers).toBeLessThan(quieter.cosine)
  expect(robustnessTable(result).split('\n')).toHaveLength(2 + 2 + changes.length)
})

test('listening to as many segments as usual gives the usual answers, and three minutes take measurable time', async () => {
  const result = await segmentsCurve({ ...everything(), counts: [1, analyser.card.segmentsPerTrack] })
  expect(result.curve.map(({ segments }) => segments)).toEqual([1, analyser.card.segmentsPerTrack])
  expect(result.curve[1].accuracy).toBe(1)
  expect(result.curve[0].longTrackMs).toBeGreaterThan(0)
  expect(result.curve[1].longTrackMs).toBeGreaterThan(result.curve[0].longTrackMs)
  expect(curveTable(result)).toContain('3 tracks')
})

test('a network of a cross-validation answers for the tracks that it was not trained on, and nobody for others', async () => {
  const folds = join(folder, 'folds')
  for (const [i, held] of [[files[0]], [files[1]]].entries()) {
    cpSync(SHIPPED_MODEL_FOLDER, join(folds, `fold-${i + 1}`), { recursive: true })
    await writeHeldOut(join(folds, `fold-${i + 1}`), held)
  }
  const listenerOf = await heldOutListeners(folds)
  expect(files.map((file) => listenerOf(file)?.fold)).toEqual([0, 1, undefined])
  expect((await askedTracks({ data: [data], listenerOf, atMost: null })).map(({ track }) => track.file).sort()).toEqual(
    files.slice(0, 2).sort(),
  )
  await expect(heldOutListeners(data)).rejects.toThrow(/no networks of a cross-validation/)
})

test('a few of many tracks are taken evenly', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([1, 3, 5, 7, 9])
  expect(spread([1, 2], 5)).toEqual([1, 2])
})
