import { expect, test } from '@jest/globals'
import { seededRandom } from '../../fixtures/seeded-random.ts'
import { tone } from '../../fixtures/tone.ts'
import { CorruptAudio } from '../errors.ts'
import { codecRoundTrip, type Encode } from './codec-round-trip.ts'
import { signalPower } from './signal-power.ts'

const sampleRateHz = 22050

/** A wave file of 8 bits a sample that begins `delay` samples late: a codec whose error is known. */
const encode8Bit =
  (delay: number): Encode =>
  (samples, options) => {
    const bytes = new Uint8Array(44 + delay + samples.length).fill(128)
    const header = new DataView(bytes.buffer)
    for (const [at, text] of [
      [0, 'RIFF'],
      [8, 'WAVEfmt '],
      [36, 'data'],
    ] as const)
      bytes.set(new TextEncoder().encode(text), at)
    header.setUint32(4, bytes.length - 8, true)
    header.setUint32(16, 16, true)
    header.setUint16(20, 1, true)
    header.setUint16(22, 1, true)
    header.setUint32(24, options.sampleRateHz, true)
    header.setUint32(28, options.sampleRateHz, true)
    header.setUint16(32, 1, true)
    header.setUint16(34, 8, true)
    header.setUint32(40, delay + samples.length, true)
    for (let i = 0; i < samples.length; i++) bytes[44 + delay + i] = Math.round(128 + 127 * samples[i])
    return bytes
  }

test.each([0, 1105])('what a codec with a delay of %d samples loses is all that is lost', async (delay) => {
  const random = seededRandom(4)
  const sound = tone(440).map((value) => value + 0.1 * (random() - 0.5))
  const heard = await codecRoundTrip(sound, { sampleRateHz, encode: encode8Bit(delay) })
  expect(heard.length).toBe(sound.length)
  const lostDb = 10 * Math.log10(signalPower(sound) / signalPower(heard.map((value, i) => value - sound[i])))
  expect(lostDb).toBeGreaterThan(38)
  expect(lostDb).toBeLessThan(60)
})

test('bytes that are no sound are an error', async () => {
  const encode = () => new TextEncoder().encode(`fLaC${'x'.repeat(100)}`)
  await expect(codecRoundTrip(tone(440), { sampleRateHz, encode })).rejects.toThrow(CorruptAudio)
})
