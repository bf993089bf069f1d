import { spawnSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../../fixtures/amplitude-at.ts'
import { readFixture } from '../../fixtures/read-fixture.ts'
import { decode } from '../decode.ts'
import { id3TagBytes } from '../detect-format.ts'
import { UnsupportedFormat } from '../errors.ts'
import { parseMp3Header } from './mp3-frame.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

test.each(['tone.ogg', 'tone.opus', 'tone-flac.ogg'])('%s chained thrice plays thrice', async (name) => {
  const one = readFixture(name)
  const single = await decode(one)
  const chained = await decode(joined(one, one, one))
  const length = single.channels[0].length
  expect([chained.channels[0].length, chained.truncated]).toEqual([3 * length, false])
  for (const start of [0, length, 2 * length])
    expect(chained.channels[0].subarray(start, start + length)).toEqual(single.channels[0])
})

test('a chain whose parts differ in rate and channels plays on at the rate and with the channels of the first', async () => {
  const pcm = await decode(joined(readFixture('tone.ogg'), readFixture('tone-mono.ogg')))
  expect([pcm.sampleRateHz, pcm.channels.length, pcm.truncated]).toEqual([44100, 2, false])
  expect(pcm.channels[0].length).toBe(88200)
  const second = pcm.channels[1].subarray(44100)
  expect(Math.abs(amplitudeAt(second, { hz: 440, sampleRateHz: 44100 }) - 0.25)).toBeLessThan(0.02)
})

test('a chain that is cut off in its last part says so', async () => {
  const one = readFixture('tone.ogg')
  const pcm = await decode(joined(one, one.subarray(0, one.length * 0.9)))
  expect(pcm.truncated).toBe(true)
  expect(pcm.channels[0].length).toBeGreaterThan(44100 * 1.5)
})

test('a chain whose later part holds another codec plays as far as it can', async () => {
  const pcm = await decode(joined(readFixture('tone.ogg'), readFixture('tone.opus')))
  expect([pcm.channels[0].length, pcm.truncated]).toEqual([44100, true])
})

test('a flac file with a picture before its sound and a tag behind it decodes as without', async () => {
  const flac = readFixture('tone.flac')
  const picture = Uint8Array.from({ length: 200_000 }, (_, i) => (i % 7 === 0 ? 0xff : i % 7 === 1 ? 0xf8 : i & 0xff))
  const block = Uint8Array.of(6, picture.length >> 16, (picture.length >> 8) & 0xff, picture.length & 0xff)
  const tag = new Uint8Array(128)
  tag.set(new TextEncoder().encode('TAGTitle'))
  const tagged = joined(flac.subarray(0, 42), block, picture, flac.subarray(42), tag)
  const pcm = await decode(tagged)
  expect(pcm).toEqual(await decode(flac))
})

test('a flac file with a damaged frame lacks that frame only, and says so', async () => {
  const flac = readFixture('tone.flac')
  const whole = await decode(flac)
  const harmed = flac.slice()
  harmed[Math.floor(flac.length * 0.6)] ^= 0x10
  const pcm = await decode(harmed)
  expect(pcm.truncated).toBe(true)
  expect(whole.channels[0].length - pcm.channels[0].length).toBe(1152)
})

test('an mp3 with tags at both ends and junk between two frames plays all its frames', async () => {
  const mp3 = readFixture('tone-vbr.mp3')
  const tag = new Uint8Array(128)
  tag.set(new TextEncoder().encode('TAGTitle'))
  const pcm = await decode(joined(mp3, tag))
  expect(pcm).toEqual(await decode(mp3))
})

test('an mp3 in free format is refused by that name', async () => {
  const free = readFixture('tone.mp3').slice()
  for (let at = id3TagBytes(free); at < free.length; ) {
    const header = parseMp3Header(free, at)
    if (!header?.frameBytes) break
    free[at + 2] &= 0x0f
    at += header.frameBytes
  }
  await expect(decode(free)).rejects.toThrow(UnsupportedFormat)
  await expect(decode(free)).rejects.toThrow('free format')
})

/** The AudioSpecificConfig of tone-22k.m4a: AAC-LC at 22,050 Hz, and the words that nothing above it is missing. */
const LOW_COMPLEXITY = Buffer.of(0x13, 0x88, 0x56, 0xe5, 0x00)
/** The same sound, declared to be the core of something else: as such files are whose other half is silent. */
function declared(config: number[]): Uint8Array {
  const file = readFixture('tone-22k.m4a').slice()
  file.set(config, Buffer.from(file.buffer).indexOf(LOW_COMPLEXITY))
  return file
}

const withFfmpeg = hasFfmpeg ? test : test.skip

withFfmpeg.each([
  ['declared as such', [0x2b, 0x8a, 0x08, 0x00, 0x00]],
  ['declared so that old decoders play its lower half', [0x13, 0x88, 0x56, 0xe5, 0xa0]],
])('HE-AAC, %s, is left to ffmpeg, and plays at its full rate', async (_, config) => {
  const pcm = await decode(declared(config))
  expect(pcm.sampleRateHz).toBe(44100)
  expect(pcm.channels[0].length / pcm.sampleRateHz).toBeGreaterThan(0.95)
  const middle = pcm.channels[0].subarray(4410, 39690)
  expect(Math.abs(amplitudeAt(middle, { hz: 440, sampleRateHz: 44100 }) - 0.25)).toBeLessThan(0.03)
})

test('AAC at a low rate that may hide an upper half plays, with ffmpeg or without', async () => {
  const pcm = await decode(declared([0x13, 0x88, 0x00, 0x00, 0x00]))
  const { sampleRateHz } = pcm
  expect([22050, 44100]).toContain(sampleRateHz)
  expect(pcm.channels[0].length / sampleRateHz).toBeGreaterThan(0.95)
  const middle = pcm.channels[0].subarray(0.1 * sampleRateHz, 0.9 * sampleRateHz)
  expect(Math.abs(amplitudeAt(middle, { hz: 440, sampleRateHz }) - 0.25)).toBeLessThan(0.03)
})

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}
