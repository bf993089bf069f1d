import { beforeAll, expect, test } from '@jest/globals'
import { selectBackend } from '../src/backend/select-backend.ts'
import { createRandom } from './random.ts'
import { segmentStarts } from './read-sample.ts'
import { classWeights, epochBatches, sampleBatch } from './sample-epoch.ts'
import { toyGenres, toyJob } from './toy-genres.ts'
import type { ClassWeights } from './training-job.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const toys = toyGenres({ tracksPerGenre: 4, frames: 96, seed: 1 })
const job = toyJob(toys, { checkpointFile: '' })

test('an epoch visits every track as often as it is told, in another order each time', () => {
  const visits = epochBatches({ ...job, batchSize: 4, samplesPerTrack: 3 }, 0).flat()
  for (const track of toys.tracks) expect(visits.filter((visited) => visited === track)).toHaveLength(3)
  expect(epochBatches(job, 1)).not.toEqual(epochBatches(job, 0))
  expect(epochBatches(job, 1)).toEqual(epochBatches(job, 1))
})

test('an epoch visits auxiliary tracks once, however often it visits the others', () => {
  const [auxiliary, ...train] = toys.tracks
  const visits = epochBatches({ ...job, train, auxiliary: [auxiliary], batchSize: 2, samplesPerTrack: 3 }, 0).flat()
  expect(visits.filter((visited) => visited === auxiliary)).toHaveLength(1)
  expect(visits).toHaveLength(3 * train.length + 1)
})

test('rare genres count more where that is asked for, and the mean stays one', () => {
  const train = [...toys.tracks.filter(({ label }) => label === 0), ...toys.tracks.slice(1, 2)]
  const weights = (kind: ClassWeights) => classWeights({ train, classes: 4, classWeights: kind })
  expect(weights('even').slice(0, 2)).toEqual([1, 1])
  expect(weights('balanced')[1] / weights('balanced')[0]).toBeCloseTo(4)
  expect(weights('root')[1] / weights('root')[0]).toBeCloseTo(2)
  for (const kind of ['even', 'root', 'balanced'] as const) {
    const [common, rare] = weights(kind)
    expect((4 * common + rare) / 5).toBeCloseTo(1)
  }
})

test('a mixed sample has shares of two genres that sum to one; without mixing it has one', () => {
  const targetsOf = (mixup: number) => {
    const batch = sampleBatch({ ...job, mixup }, toys.tracks.slice(0, 4), createRandom(5))
    return batch.targets.arraySync() as number[][]
  }
  for (const row of targetsOf(1)) {
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    expect(row.filter((share) => share > 0)).toHaveLength(2)
  }
  expect(targetsOf(0)).toEqual([0, 1, 2, 3].map((label) => [0, 1, 2, 3].map((c) => (c === label ? 1 : 0))))
})

test('a changed recording is heard as often as the original', () => {
  const [first] = toys.tracks
  const other = toys.tracks[1].place
  const plain = { ...job, augmentation: 'none' as const }
  const random = createRandom(9)
  const heard = Array.from({ length: 40 }, () => {
    const { input } = sampleBatch(plain, [{ ...first, variants: [other] }], random)
    const values = input.dataSync() as Float32Array
    const low = values.slice(0, 40).reduce((sum, value) => sum + value, 0)
    return low > 0 ? 'original' : 'changed'
  })
  const originals = heard.filter((kind) => kind === 'original').length
  expect(originals).toBeGreaterThan(8)
  expect(originals).toBeLessThan(32)
})

test('segments are spread evenly, and overlap only as far as allowed', () => {
  const cut = { segmentFrames: 100, overlapFrames: 0, count: 14 }
  expect(segmentStarts(450, cut)).toEqual([0, 116, 233, 350])
  expect(segmentStarts(450, { ...cut, overlapFrames: 50 })).toEqual([0, 50, 100, 150, 200, 250, 300, 350])
  expect(segmentStarts(450, { ...cut, count: 1 })).toEqual([175])
  expect(segmentStarts(60, cut)).toEqual([0])
})
