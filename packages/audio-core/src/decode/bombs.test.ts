import { expect, test } from '@jest/globals'
import { BLOCK_SAMPLES, flacSilence } from '../../fixtures/flac-silence.ts'
import { readFixture } from '../../fixtures/read-fixture.ts'
import type { ByteSource } from '../byte-source.ts'
import { decode } from '../decode.ts'
import { decodeChunks } from '../decode-stream.ts'
import { CorruptAudio, EmptyAudio, TooLong } from '../errors.ts'

const HOUR_MS = 3_600_000

test('six hours of silence in a flac file of some hundred kB come in small pieces and end where a limit is set', async () => {
  const file = flacSilence({ blocks: 14_600 })
  expect(file.length).toBeLessThan(220_000)
  const { pieces, mostValues, error } = await listen(file, { maxDurationMs: 3 * HOUR_MS })
  expect(error).toBeInstanceOf(TooLong)
  expect(pieces).toBeGreaterThan(1000)
  expect(mostValues).toBeLessThanOrEqual(1 << 19)
})

test('eight channels of silence do not become gigabytes at once either', async () => {
  const file = flacSilence({ blocks: 400, channels: 8 })
  const { samples, mostValues, error } = await listen(file)
  expect(error).toBeUndefined()
  expect(samples).toBe(400 * BLOCK_SAMPLES)
  expect(mostValues).toBeLessThanOrEqual(8 * BLOCK_SAMPLES)
})

test('a flac header that announces centuries is believed no further than its frames go', async () => {
  const file = flacSilence({ blocks: 3 })
  file.fill(0xff, 22, 26)
  file[21] |= 15
  const pcm = await decode(file)
  expect([pcm.channels[0].length, pcm.truncated]).toEqual([3 * BLOCK_SAMPLES, true])
})

test('a wav header that announces 4 GB is believed no further than the file goes', async () => {
  const file = patched(readFixture('tone.wav'), 'data', 4, 0xfffffff0, 'little')
  const pcm = await decode(file)
  expect([pcm.channels[0].length, pcm.truncated]).toEqual([11025, true])
})

test.each([
  ['four thousand million packets of one byte', 'stsz', [0, 1, 0xffffffff], CorruptAudio],
  ['packets of 2 GB', 'stsz', [0, 0x7fffffff, 40], CorruptAudio],
  ['as many packets in every chunk', 'stsc', [0, 1, 1, 0xffffffff], undefined],
  ['as many durations', 'stts', [0, 0xffffffff, 0xffffffff, 0xffffffff], undefined],
  ['as many chunks', 'stco', [0, 0xffffffff], undefined],
])('an MPEG-4 index that claims %s ends in a small result or in an error', async (_, box, fields, expected) => {
  let file: Uint8Array = readFixture('tone-faststart.m4a')
  for (const [i, value] of fields.entries()) file = patched(file, box, 4 + 4 * i, value, 'big')
  const { error, samples } = await listen(file)
  if (expected) expect(error).toBeInstanceOf(expected)
  if (error) expect(error).toBeInstanceOf(CorruptAudio)
  expect(samples).toBeLessThanOrEqual(60_000)
})

test('an MPEG-4 box of four exabytes reaches as far as the file', async () => {
  const huge = Uint8Array.of(0, 0, 0, 1, ...new TextEncoder().encode('moov'), 0x40, 0, 0, 0, 0, 0, 0, 0)
  const file = new Uint8Array([...readFixture('tone.m4a').subarray(0, 32), ...huge, ...new Uint8Array(5000)])
  await expect(decode(file)).rejects.toThrow(CorruptAudio)
})

test('an Ogg page that ends in a million years does not make its sound longer', async () => {
  const { samples } = await listen(patched(readFixture('tone.opus'), 'OggS', 10, 0x0fffffff, 'little'))
  expect(samples).toBeLessThanOrEqual(48_000 + 1000)
})

test('an ID3 tag of 256 MB that is not there hides no sound', async () => {
  const tag = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f)
  await expect(decode(new Uint8Array([...tag, ...readFixture('tone.mp3')]))).rejects.toThrow(CorruptAudio)
  await expect(decode(new Uint8Array(0))).rejects.toThrow(EmptyAudio)
})

test.each([
  ['mp3', readFixture('tone.mp3')],
  ['wav of unknown length', patched(readFixture('tone.wav'), 'data', 4, 0xffffffff, 'little')],
  ['a chain of Ogg streams', readFixture('tone.ogg')],
])('sound that never ends (%s) ends where a limit is set', async (_, again) => {
  const { error } = await listen(endless(again), { maxDurationMs: 30_000 })
  expect(error).toBeInstanceOf(TooLong)
})

test.each([
  ['silence', new Uint8Array(1 << 16), new Uint8Array(0)],
  ['a tag', new Uint8Array(1 << 16), Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f)],
  ['junk behind the beginning of an mp3', new Uint8Array(1 << 16).fill(0x41), readFixture('tone.mp3').subarray(0, 900)],
  ['an m4a', new Uint8Array(1 << 16), readFixture('tone.m4a').subarray(0, 32)],
  [
    'junk behind the beginning of a flac file',
    new Uint8Array(1 << 16).fill(0x41),
    readFixture('tone.flac').subarray(0, 500),
  ],
  [
    'junk behind the beginning of an Ogg file',
    new Uint8Array(1 << 16).fill(0x4f),
    readFixture('tone.ogg').subarray(0, 500),
  ],
])('%s that never ends is given up', async (_, again, before) => {
  const { error, samples } = await listen(endless(again, before), { maxBytes: 2 ** 26 })
  expect(error?.constructor.name).toMatch(/TooLarge|UnsupportedFormat|CorruptAudio/)
  expect(samples).toBeLessThan(50_000)
})

test('a file made to look like an Ogg page at every fourth byte costs no more time than its length is worth', async () => {
  const flood = new Uint8Array(1 << 21)
  for (let at = 0; at + 300 < flood.length; at += 28) flood.set([0x4f, 0x67, 0x67, 0x53, 0, 0], at)
  for (let at = 0; at + 300 < flood.length; at += 28) flood[at + 26] = 255
  const { error } = await listen(new Uint8Array([...readFixture('tone.ogg').subarray(0, 4500), ...flood]))
  expect(error === undefined || error instanceof CorruptAudio).toBe(true)
})

async function listen(source: ByteSource, limits: Parameters<typeof decodeChunks>[1] = {}) {
  const heard = { pieces: 0, samples: 0, mostValues: 0, error: undefined as Error | undefined }
  try {
    for await (const { channels } of decodeChunks(source, limits)) {
      heard.pieces++
      heard.samples += channels[0].length
      heard.mostValues = Math.max(heard.mostValues, channels[0].length * channels.length)
    }
  } catch (error) {
    heard.error = error as Error
  }
  return heard
}

async function* endless(again: Uint8Array, before: Uint8Array = new Uint8Array(0)): AsyncGenerator<Uint8Array> {
  yield before
  for (;;) yield again
}

/** The file with a number of four bytes replaced, so many bytes behind the beginning of a name in it. */
function patched(file: Uint8Array, name: string, offset: number, value: number, order: 'big' | 'little'): Uint8Array {
  const copy = file.slice()
  const at = Buffer.from(copy.buffer).indexOf(name)
  new DataView(copy.buffer).setUint32(at + offset, value, order === 'little')
  return copy
}
