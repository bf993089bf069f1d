import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { sameGenreAt } from '../evaluate/same-genre-at.ts'
import { codebookFrames, wordStatistics } from '../src/frame-codebook.ts'
import { headProbabilities, readStatisticsHeads, withHeads, writeStatisticsHeads } from '../src/statistics-heads.ts'
import { projectWords } from '../src/word-projection.ts'
import { fitStatisticsHeads, type TaughtTrack } from './fit-statistics-heads.ts'
import { principalAxes } from './principal-axes.ts'
import { createRandom, gaussian, type Random } from './random.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-heads-'))
afterAll(() => rmSync(folder, { recursive: true }))

const BANDS = 128
const FRAMES = 60

/** Genres 0 and 1 differ in their frames alone, 2 and 3 in their statistics alone, both pairs in how they swell; three artists
 * make each. */
function tracks(count: number, random: Random): TaughtTrack[] {
  return Array.from({ length: count }, (_, i) => {
    const label = i % 4
    const decibels = Float32Array.from({ length: FRAMES * BANDS }, (_, at) => {
      const isLoud = label === 0 ? at % BANDS < 40 : at % BANDS > 80
      return (isLoud ? -20 : -50) + gaussian(random) * 4
    })
    const features = Float32Array.from({ length: 518 }, () => gaussian(random))
    for (let k = 0; k < 40; k++) features[k] += label === 2 ? 3 : label === 3 ? -3 : 0
    const modulations = Float32Array.from(
      { length: 378 },
      (_, k) => gaussian(random) + (k >= 20 ? 0 : label < 2 ? 2 : -2),
    )
    const frames = codebookFrames(decibels, { bands: BANDS })
    return { label, artist: `${i % 12}`, frames, features, modulations }
  })
}

const known = tracks(160, createRandom(1))
const unheard = tracks(40, createRandom(2))
const heads = fitStatisticsHeads(known, { classes: 4, seed: 1 })

test('heads tell genres apart by moments or by statistics, and both together all of them', () => {
  const undecided = [0.25, 0.25, 0.25, 0.25]
  const right = unheard.filter(({ label, frames, features, modulations }) => {
    const words = wordStatistics(frames, heads.codebook)
    const { votes, answer } = withHeads(undecided, { words, features, modulations }, heads)
    for (const sums of [votes, answer]) expect(sums.reduce((a, b) => a + b)).toBeCloseTo(1)
    expect(Math.max(...answer)).toBeGreaterThan(Math.max(...votes))
    return answer.indexOf(Math.max(...answer)) === label
  })
  // By moments alone half could be told, by statistics alone three quarters.
  expect(right.length).toBeGreaterThanOrEqual(36)
})

test('a statistic that is no number, or beyond all measure, decides nothing', () => {
  const { features } = unheard[2]
  const broken = features.map((value, i) => (i === 100 ? Number.NaN : i === 101 ? 1e30 : value))
  const probabilities = headProbabilities(heads.features, broken)
  expect(probabilities.indexOf(Math.max(...probabilities))).toBe(2)
})

test('heads are the same after they were written and read; a model without them has none', async () => {
  expect(await readStatisticsHeads(folder)).toBeNull()
  await writeStatisticsHeads(folder, heads)
  expect(await readStatisticsHeads(folder)).toEqual(heads)
})

test('words alone, without a genre being told, keep tracks that sound alike together', () => {
  const placed = unheard
    .filter(({ label }) => label < 2)
    .map(({ label, frames }) => ({
      genre: String(label),
      embedding: projectWords(wordStatistics(frames, heads.codebook), heads.projection),
    }))
  expect(sameGenreAt(placed, 5)).toBeGreaterThan(0.99)
})

test('principal axes are the directions of the greatest variance, at right angles, the greatest first', () => {
  const random = createRandom(4)
  const rows = Array.from({ length: 400 }, () => {
    const [long, middle, short] = [3, 1.5, 0.2].map((deviation) => deviation * gaussian(random))
    return Float32Array.of((long + middle) / Math.SQRT2, (long - middle) / Math.SQRT2, short)
  })
  const axes = principalAxes(rows, { count: 2, seed: 1 })
  expect(Math.abs(axes[0] + axes[1]) / Math.SQRT2).toBeCloseTo(1, 2)
  expect(Math.abs(axes[3] - axes[4]) / Math.SQRT2).toBeCloseTo(1, 2)
  expect(axes[0] * axes[3] + axes[1] * axes[4] + axes[2] * axes[5]).toBeCloseTo(0, 5)
})

test('a genre of few tracks is heard as well as one of many', () => {
  const rare = known.filter(({ label }, i) => label !== 3 || i < 48)
  const { features } = fitStatisticsHeads(rare, { classes: 4, seed: 1 })
  const right = unheard.filter(({ label, features: heard }) => {
    const probabilities = headProbabilities(features, heard)
    return label === 3 && probabilities.indexOf(Math.max(...probabilities)) === 3
  })
  expect(right.length).toBeGreaterThanOrEqual(9)
})

test('auxiliary tracks teach what the others do not, and leave the codebook, the scales and the others’ genres alone', () => {
  // As if another orchestra played genre 3: its statistics lie elsewhere.
  const moved = (track: TaughtTrack) => ({
    ...track,
    features: track.features.map((value, k) => (k < 40 ? value + 3 : k < 80 ? value + 4 : value)),
  })
  const ofGenre3 = (track: TaughtTrack) => track.label === 3
  const auxiliary = tracks(96, createRandom(3)).filter(ofGenre3).map(moved)
  const taught = fitStatisticsHeads(known, { classes: 4, seed: 1, auxiliary })
  const heard = (head: typeof heads.features, list: TaughtTrack[]) =>
    list.filter(({ features }) => {
      const probabilities = headProbabilities(head, features)
      return probabilities.indexOf(Math.max(...probabilities)) === 3
    }).length
  const others = unheard.filter(ofGenre3).map(moved)
  expect(heard(heads.features, others)).toBe(0)
  expect(heard(taught.features, others)).toBeGreaterThanOrEqual(9)
  expect(heard(taught.features, unheard.filter(ofGenre3))).toBeGreaterThanOrEqual(9)
  expect(taught.codebook).toEqual(heads.codebook)
  expect(taught.projection).toEqual(heads.projection)
  expect(taught.features.mean).toEqual(heads.features.mean)
})
