import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { readDataset } from '../models/train/datasets/read-dataset.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'segue-compose-'))
afterAll(() => rmSync(folder, { recursive: true }))

function compose(...args: string[]) {
  const script = path.join(import.meta.dirname, 'compose.ts')
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' })
}

test('composes a data set that a training can read: one piece by each artist of a genre', async () => {
  expect(compose(folder, '--per-artist', '1', '--genres', 'blues').status).toBe(0)
  const { layout, tracks, leftOut } = await readDataset(folder)
  expect({ layout, leftOut }).toEqual({ layout: 'manifest', leftOut: [] })
  expect(tracks.map(({ genre, group }) => [genre, group])).toEqual([
    ['blues', 'artist otis marrow'],
    ['blues', 'artist delphine crowe'],
    ['blues', 'artist little amos & the levee'],
  ])
  for (const { file } of tracks) {
    const { samples } = await decodeMono(readFileSync(file), { sampleRateHz: 22050 })
    expect(samples.length / 22050).toBeGreaterThan(40)
  }
})

test('names the genres that there are when asked for one that nobody plays', () => {
  const { status, stderr } = compose(folder, '--genres', 'polka')
  expect(status).toBe(2)
  expect(stderr).toContain('Nobody plays polka')
  expect(stderr).toContain('jazz')
})
