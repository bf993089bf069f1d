import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { selectBackend } from '../src/backend/select-backend.ts'
import { writeToneSet } from '../train/tone-set.ts'
import { type LeftOutOptions, leftOutSets } from './left-out-sets.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

const folder = mkdtempSync(join(tmpdir(), 'segue-left-out-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

function options(data: string[]): LeftOutOptions {
  const budget = { segments: 1, epochs: 2, patience: 6, batch: 8 }
  return { data, architecture: 'attentive', budget, seed: 1, threads: 1, cache: join(folder, 'cache'), json: true }
}

test('each set is told by what was trained on the others, among the genres that both have', async () => {
  const here = writeToneSet(join(folder, 'here'), { tracks: 12, seconds: 3, seed: 0 })
  const there = writeToneSet(join(folder, 'there'), { tracks: 8, seconds: 3, seed: 50 })
  const sets = await leftOutSets(options([here, there]))
  expect(
    sets.map(({ set, trainedOn, trainedTracks, tracks, genres }) => ({
      set,
      trainedOn,
      trainedTracks,
      tracks,
      genres,
    })),
  ).toEqual([
    { set: 'here', trainedOn: ['there'], trainedTracks: 8, tracks: 12, genres: ['dance', 'drone'] },
    { set: 'there', trainedOn: ['here'], trainedTracks: 12, tracks: 8, genres: ['dance', 'drone'] },
  ])
  for (const { accuracy, low, high } of sets) {
    expect(accuracy).toBe(1)
    expect([low, high]).toEqual([1, 1])
  }
})

test('a single set leaves nothing to train on', async () => {
  await expect(leftOutSets(options(['only one']))).rejects.toThrow(/at least two/)
})
