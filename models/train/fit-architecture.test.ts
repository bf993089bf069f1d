import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { selectBackend } from '../src/backend/select-backend.ts'
import { describeTracks } from './describe-tracks.ts'
import { fitArchitecture, fitStacking } from './fit-architecture.ts'
import { createRandom, gaussian } from './random.ts'
import type { FeatureSounds } from './sounds.ts'
import { toyGenres, toyJob } from './toy-genres.ts'
import type { JobTrack } from './training-job.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-architectures-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const LENGTH = 518

/** Vectors of noise in which ten numbers tell the label. */
function toyVectors(count: number): { sounds: FeatureSounds; tracks: JobTrack[] } {
  const random = createRandom(count)
  const values = new Float32Array(new SharedArrayBuffer(count * LENGTH * 4))
  const tracks = Array.from({ length: count }, (_, i) => {
    for (let k = 0; k < LENGTH; k++) values[i * LENGTH + k] = gaussian(random)
    for (let k = 0; k < 10; k++) values[i * LENGTH + (i % 4) * 100 + k] += 3
    return { place: { file: null, offset: i * LENGTH, frames: 1 }, variants: [], label: i % 4 }
  })
  const mean = new Float32Array(LENGTH)
  const deviation = new Float32Array(LENGTH).fill(1)
  return { sounds: { kind: 'features', values, length: LENGTH, mean, deviation }, tracks }
}

test.each(['logistic', 'linear-svm', 'stats-1d'])('%s learns from statistics', async (architecture) => {
  const { sounds, tracks } = toyVectors(120)
  const job = {
    ...toyJob(toyGenres({ tracksPerGenre: 1, frames: 8, seed: 1 }), {
      checkpointFile: join(folder, architecture),
      architecture,
      epochs: 4,
    }),
    sounds,
    train: tracks.slice(0, 64),
    validation: tracks.slice(64, 80),
  }
  const { network, history } = await fitArchitecture(job, { threads: 1 })
  const unseen = tracks.slice(80)
  const described = await describeTracks(network, unseen, { sounds, samplesPerTrack: 14 })
  network.dispose()
  const right = described.filter(({ probabilities }, i) => {
    return probabilities.indexOf(Math.max(...probabilities)) === unseen[i].label
  })
  expect(right.length / unseen.length).toBeGreaterThan(0.7)
  expect(described[0].segmentProbabilities).toHaveLength(1)
  for (const { epoch } of history.slice(-1)) expect(epoch).toBe(4)
})

test('stacking trusts the member that is right, and stays the mean where nothing tells', () => {
  const sure = (label: number) => Float32Array.from([0, 1].map((c) => (c === label ? 0.8 : 0.2)))
  const labels = Array.from({ length: 60 }, (_, i) => i % 2)
  const right = labels.map((label) => ({ segmentProbabilities: [sure(label)] }))
  const guessing = labels.map((_, i) => ({ segmentProbabilities: [sure(Math.floor(i / 2) % 2)] }))
  const { kernel } = fitStacking([right, guessing], labels, 2)
  const trust = (member: number) => kernel[member * 4] - kernel[member * 4 + 1]
  expect(trust(0)).toBeGreaterThan(2 * Math.abs(trust(1)))

  const untaught = fitStacking([[], []], [], 2)
  expect(Array.from(untaught.kernel)).toEqual([0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5])
})
