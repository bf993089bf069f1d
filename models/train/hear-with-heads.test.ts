import { expect, test } from '@jest/globals'
import { codebookFrames } from '../src/frame-codebook.ts'
import { hearWithHeads } from '../src/hear-with-heads.ts'
import { modulationSpectrum } from '../src/modulation-spectrum.ts'
import { fitStatisticsHeads } from './fit-statistics-heads.ts'
import { createRandom, gaussian } from './random.ts'

const plan = { bands: 128, segmentFrames: 128, sampleRateHz: 22050 }
const random = createRandom(1)

/** Segments of music that is low (genre 0) or high (genre 1). */
function music(genres: number[]): Float32Array {
  const size = plan.segmentFrames * plan.bands
  return Float32Array.from({ length: genres.length * size }, (_, at) => {
    const band = at % plan.bands
    const isLoud = genres[Math.floor(at / size)] === 0 ? band < 40 : band > 80
    return (isLoud ? -20 : -50) + gaussian(random) * 4
  })
}

const known = Array.from({ length: 24 }, (_, i) => {
  const label = i % 2
  const decibels = music([label])
  return {
    label,
    artist: `${i % 6}`,
    frames: codebookFrames(decibels, plan),
    features: Float32Array.from({ length: 518 }, () => gaussian(random)),
    modulations: modulationSpectrum(decibels, plan),
  }
})
const heads = fitStatisticsHeads(known, { classes: 2, seed: 1 })

test('each moment of a track that changes its genre has its own, though the network cannot tell them apart', () => {
  const genres = [0, 0, 0, 0, 1, 1, 1, 1]
  const { segments, answer } = hearWithHeads(
    {
      decibels: music(genres),
      heard: Float32Array.from({ length: 22050 }, () => 0.1 * gaussian(random)),
      probabilities: new Float32Array(2 * genres.length).fill(0.5),
    },
    { card: plan, heads },
  )
  expect(segments.map(([low, high]) => (low > high ? 0 : 1))).toEqual(genres)
  for (const sums of [answer, ...segments]) expect(sums.reduce((a, b) => a + b)).toBeCloseTo(1)
  // In its middle, where the neighbours are of both, it is less sure than at its ends.
  expect(segments[0][0]).toBeGreaterThan(segments[3][0])
  expect(segments[7][1]).toBeGreaterThan(segments[4][1])
})
