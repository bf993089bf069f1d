import { expect, test } from '@jest/globals'
import { amplitudeAt } from '../fixtures/amplitude-at.ts'
import { readFixture } from '../fixtures/read-fixture.ts'
import { decode } from './decode.ts'
import { decodeMono } from './decode-mono.ts'
import { decodeChunks } from './decode-stream.ts'
import { CorruptAudio, EmptyAudio, TooLong, UnsupportedFormat } from './errors.ts'
import { durationMs } from './pcm.ts'

/** File, rate, channels, samples. Stereo was made from mono at equal power, so its tone has 0.25 / √2. */
const FIXTURES: [string, number, number, number][] = [
  ['tone.wav', 11025, 1, 11025],
  ['tone-float.wav', 7000, 1, 7000],
  ['tone.aiff', 11025, 1, 11025],
  ['tone-24bit.aiff', 8000, 1, 8000],
  ['tone.mp3', 44100, 2, 44100],
  ['tone-vbr.mp3', 22050, 1, 22050],
  ['tone-layer2.mp3', 48000, 1, 48384],
  ['tone.flac', 12000, 1, 12000],
  ['tone-flac.ogg', 12000, 1, 12000],
  ['tone.ogg', 44100, 2, 44100],
  ['tone.opus', 48000, 2, 48000],
  ['tone.m4a', 44100, 2, 44100],
  ['tone-faststart.m4a', 44100, 2, 44100],
  ['tone-fragmented.m4a', 44100, 2, 45124],
  ['tone-alac.m4a', 8000, 1, 8000],
  ['tone.aac', 44100, 2, 46080],
]

test.each(FIXTURES)(
  '%s decodes to the tone that was encoded, %d Hz, %d channels, %d samples',
  async (name, rate, channels, samples) => {
    const pcm = await decode(readFixture(name))
    expect([pcm.sampleRateHz, pcm.channels.length, pcm.channels[0].length, pcm.truncated]).toEqual([
      rate,
      channels,
      samples,
      false,
    ])
    const loudness = channels === 1 ? 0.25 : 0.25 / Math.SQRT2
    for (const channel of pcm.channels) {
      expect(Math.abs(amplitudeAt(channel, { hz: 440, sampleRateHz: rate }) - loudness)).toBeLessThan(0.02)
      expect(amplitudeAt(channel, { hz: 700, sampleRateHz: rate })).toBeLessThan(0.01)
    }
  },
)

test.each(FIXTURES)('%s becomes mono at 22,050 Hz with the same tone', async (name, rate, channels, samples) => {
  const mono = await decodeMono(readFixture(name), { sampleRateHz: 22050 })
  expect([mono.sourceSampleRateHz, mono.sourceChannels, mono.truncated]).toEqual([rate, channels, false])
  expect(mono.samples.length).toBe(Math.ceil((samples * 22050) / rate))
  expect(mono.durationMs).toBeCloseTo((samples / rate) * 1000, 6)
  const loudness = channels === 1 ? 0.25 : 0.25 / Math.SQRT2
  expect(Math.abs(amplitudeAt(mono.samples, { hz: 440, sampleRateHz: 22050 }) - loudness)).toBeLessThan(0.02)
})

test.each(FIXTURES)('%s decodes alike whether its bytes come whole or one hundred at a time', async (name) => {
  const bytes = readFixture(name)
  async function* crumbs() {
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
  }
  const whole = await decode(bytes)
  const pieced = await decode(crumbs())
  expect(pieced.channels[0].length).toBe(whole.channels[0].length)
  expect(pieced.channels[0].every((sample, i) => sample === whole.channels[0][i])).toBe(true)
})

test.each([
  'tone.wav',
  'tone.aiff',
  'tone.mp3',
  'tone.flac',
  'tone-flac.ogg',
  'tone.ogg',
  'tone.opus',
  'tone-fragmented.m4a',
  'tone-faststart.m4a',
  'tone.aac',
])('%s cut off at nine tenths decodes as far as it goes and says so', async (name) => {
  const bytes = readFixture(name)
  const whole = await decode(bytes)
  const cut = await decode(bytes.subarray(0, Math.floor(bytes.length * 0.9)))
  expect(cut.truncated).toBe(true)
  expect(durationMs(cut)).toBeGreaterThan(durationMs(whole) * 0.6)
  expect(durationMs(cut)).toBeLessThan(durationMs(whole))
  const shared = Math.floor(cut.channels[0].length * 0.8)
  expect(cut.channels[0].subarray(0, shared)).toEqual(whole.channels[0].subarray(0, shared))
})

test('an m4a whose index was cut off is corrupt, since nothing tells where its sound is', async () => {
  const bytes = readFixture('tone.m4a')
  await expect(decode(bytes.subarray(0, Math.floor(bytes.length * 0.9)))).rejects.toThrow(CorruptAudio)
})

test('an mp3 with a tag, a picture and junk before its first frame decodes all the same', async () => {
  const mp3 = readFixture('tone.mp3')
  const tag = new Uint8Array(300_000)
  tag.set([0x49, 0x44, 0x33, 3, 0, 0, 0, 0x12, 0x27, 0x56])
  const junk = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) & 0x7f)
  const pcm = await decode(new Uint8Array([...tag, ...junk, ...mp3]))
  expect(pcm.channels[0]).toEqual((await decode(mp3)).channels[0])
})

test('an empty file, a text and noise with the beginning of an mp3 are told apart', async () => {
  await expect(decode(new Uint8Array(0))).rejects.toThrow(EmptyAudio)
  await expect(decode(new TextEncoder().encode('This is no music. '.repeat(500)))).rejects.toThrow(UnsupportedFormat)
  const noise = Uint8Array.from({ length: 50_000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 0xff)
  await expect(decode(noise)).rejects.toThrow(UnsupportedFormat)
  noise.set([0xff, 0xfb, 0x90, 0x64])
  await expect(decode(noise)).rejects.toThrow(CorruptAudio)
  noise.set(new TextEncoder().encode('fLaC'))
  await expect(decode(noise)).rejects.toThrow(CorruptAudio)
})

test('sound beyond the allowed length is refused', async () => {
  await expect(decode(readFixture('tone.mp3'), { maxDurationMs: 500 })).rejects.toThrow(TooLong)
  await expect(decodeMono(readFixture('tone.mp3'), { sampleRateHz: 22050, maxDurationMs: 500 })).rejects.toThrow(
    TooLong,
  )
})

test('sound arrives in pieces of bounded size', async () => {
  const sizes: number[] = []
  for await (const piece of decodeChunks(longWav(3_000_000))) sizes.push(piece.channels[0].length)
  expect(sizes.length).toBeGreaterThan(40)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 16)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3_000_000)
})

/** An 8-bit wav file of silence. */
function longWav(samples: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples).fill(128)
  bytes.set(readFixture('tone.wav').subarray(0, 44))
  const view = new DataView(bytes.buffer)
  const fields: [number, number][] = [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ]
  for (const [at, value] of fields) view.setUint16(at, value, true)
  bytes.set(new TextEncoder().encode('data'), 36)
  view.setUint32(40, samples, true)
  return bytes
}
