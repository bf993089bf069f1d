import { expect, test } from '@jest/globals'
import { seededRandom } from '../../fixtures/seeded-random.ts'
import { tone } from '../../fixtures/tone.ts'
import { audioVariants } from './audio-variants.ts'
import { signalPower } from './signal-power.ts'

const sampleRateHz = 22050
const random = seededRandom(8)
const { exp } = Math
const clip = tone(330, { seconds: 2 }).map((value, i) => 0.5 * value + 0.4 * (random() - 0.5) * exp(-(i % 11025) / 400))
const partners = [tone(495, { seconds: 2 })]

test('variants are what the same random numbers gave before, and unlike each other and the clip', async () => {
  const options = { sampleRateHz, count: 4, partners }
  const variants = await audioVariants(clip, options, seededRandom(1))
  expect(variants.length).toBe(4)
  expect(await audioVariants(clip, options, seededRandom(1))).toEqual(variants)
  for (const [i, variant] of variants.entries())
    for (const other of [clip, ...variants.slice(i + 1)]) expect(variant).not.toEqual(other)
})

test('every variant is as loud as music is, of about the clip’s length, and finite', async () => {
  for (const variant of await audioVariants(clip, { sampleRateHz, count: 4, partners }, seededRandom(2))) {
    expect(variant.length / clip.length).toBeGreaterThan(1 / 1.14 ** 2 - 0.001)
    expect(variant.length / clip.length).toBeLessThan(1 / 0.88 ** 2 + 0.001)
    expect(Math.abs(10 * Math.log10(signalPower(variant) / signalPower(clip)))).toBeLessThan(15)
    expect(variant.every(Number.isFinite)).toBe(true)
  }
})

test('with an encoder some variants go through it', async () => {
  let encoded = 0
  const encode = () => {
    encoded++
    throw new Error('the encoder was asked')
  }
  await expect(audioVariants(clip, { sampleRateHz, count: 40, encode }, seededRandom(3))).rejects.toThrow('was asked')
  expect(encoded).toBe(1)
})
