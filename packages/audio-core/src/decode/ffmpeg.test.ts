import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../../fixtures/amplitude-at.ts'
import { readFixture } from '../../fixtures/read-fixture.ts'
import { inPieces } from '../byte-source.ts'
import { decode } from '../decode.ts'
import { decodeChunks } from '../decode-stream.ts'
import { CorruptAudio } from '../errors.ts'
import { decodeWithFfmpeg } from './ffmpeg.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const withFfmpeg = hasFfmpeg ? test : test.skip

withFfmpeg('a format that only ffmpeg knows is decoded by it', async () => {
  const pcm = await decode(readFixture('tone.wv'))
  expect([pcm.sampleRateHz, pcm.channels.length, pcm.channels[0].length, pcm.truncated]).toEqual([8000, 1, 8000, false])
  expect(amplitudeAt(pcm.channels[0], { hz: 440, sampleRateHz: 8000 })).toBeCloseTo(0.25, 1)
})

withFfmpeg('an m4a whose index comes last can be left to ffmpeg, which leaves no file behind', async () => {
  let samples = 0
  for await (const piece of decodeWithFfmpeg(inPieces(readFixture('tone.m4a')), 'm4a'))
    samples += piece.channels[0].length
  expect(Math.abs(samples - 44100)).toBeLessThan(1100)
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('segue-decode-'))).toEqual([])
})

withFfmpeg('a damaged file in such a format is corrupt', async () => {
  const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 0xff)
  noise.set(new TextEncoder().encode('wvpk'))
  await expect(decode(noise)).rejects.toThrow(CorruptAudio)
})

withFfmpeg('leaving off early ends the process', async () => {
  for await (const piece of decodeChunks(readFixture('tone.wv'))) {
    expect(piece.channels[0].length).toBeGreaterThan(0)
    break
  }
})
