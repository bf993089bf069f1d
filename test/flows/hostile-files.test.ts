import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import pino from 'pino'
import { createAnalysisPool } from '../../apps/api/src/analysis/analysis-pool.ts'
import { flacSilence } from '../../packages/audio-core/fixtures/flac-silence.ts'
import { readFixture } from '../../packages/audio-core/fixtures/read-fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'segue-hostile-'))
const config = { analysisThreads: 1, tfBackend: undefined, maxTrackMs: 600_000 }
const pool = createAnalysisPool({ config, log: pino({ level: 'silent' }) })
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true })
})

function fileOf(name: string, bytes: Uint8Array) {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

test('hours of silence in a small file end with a reason, and the next file is heard by the same thread', async () => {
  const bomb = fileOf('bomb.flac', flacSilence({ blocks: 5000 }))
  await expect(pool.analyse({ path: bomb })).rejects.toMatchObject({
    code: 'TOO_LONG',
    message: 'The sound is longer than 10 minutes.',
  })
  const sound = fileOf('sound.mp3', readFixture('tone.mp3'))
  expect(await pool.analyse({ path: sound })).toMatchObject({ durationMs: 1000, isTruncated: false })
})

test('silence that is not too long is heard: it has no loudness, no tempo and no key', async () => {
  const silence = fileOf('silence.flac', flacSilence({ blocks: 40 }))
  const heard = await pool.analyse({ path: silence })
  expect(heard).toMatchObject({ isTruncated: false, loudnessLufs: undefined, peakDb: undefined, tempoBpm: undefined })
  expect(new Set(heard.waveform)).toEqual(new Set([0]))
  expect(heard.embedding.every(Number.isFinite)).toBe(true)
})
