import { expect, test } from '@jest/globals'
import { codecRoundTrip, type Encode } from '@segue/audio-core/augment/codec-round-trip'
import { signalPower } from '@segue/audio-core/augment/signal-power'
import { createMp3Encoder } from 'wasm-media-encoders'

const sampleRateHz = 22050

/** Three tones, one of them above what a low bit rate keeps. */
const sound = Float32Array.from({ length: 3 * sampleRateHz }, (_, i) => {
  const { PI, sin } = Math
  const wave = (hz: number) => sin((2 * PI * hz * i) / sampleRateHz)
  return 0.25 * wave(330) + 0.15 * wave(1710) + 0.08 * wave(9800)
})

const mp3 =
  (bitrate: 16 | 128): Encode =>
  async (samples, options) => {
    const encoder = await createMp3Encoder()
    encoder.configure({ sampleRate: options.sampleRateHz, channels: 1, bitrate })
    return Buffer.concat([Buffer.from(encoder.encode([samples])), Buffer.from(encoder.finalize())])
  }

const lostDb = async (bitrate: 16 | 128) => {
  const heard = await codecRoundTrip(sound, { sampleRateHz, encode: mp3(bitrate) })
  expect(heard.length).toBe(sound.length)
  const middle = sound.subarray(4000, -4000)
  const error = middle.map((value, i) => value - heard[4000 + i])
  return 10 * Math.log10(signalPower(middle) / signalPower(error))
}

test('through an mp3 of many bits a sound is nearly itself, at its place; of few bits it has lost more', async () => {
  const manyBits = await lostDb(128)
  const fewBits = await lostDb(16)
  expect(manyBits).toBeGreaterThan(20)
  expect(fewBits).toBeLessThan(manyBits - 5)
  expect(fewBits).toBeGreaterThan(3)
})
