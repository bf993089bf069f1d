import { expect, test } from '@jest/globals'
import { seededRandom } from '../../fixtures/seeded-random.ts'
import { tone } from '../../fixtures/tone.ts'
import { createStft } from '../stft.ts'
import { addNoise } from './add-noise.ts'
import { signalPower } from './signal-power.ts'

const sound = tone(440)

test.each(['white', 'pink'] as const)('%s noise at 20 dB has a hundredth of the sound’s power', (colour) => {
  const noisy = addNoise(sound, { snrDb: 20, colour }, seededRandom(5))
  const noise = noisy.map((value, i) => value - sound[i])
  expect(10 * Math.log10(signalPower(sound) / signalPower(noise))).toBeCloseTo(20, 2)
})

test.each([
  ['white', 0],
  ['pink', -3.01],
] as const)('%s noise changes by %d dB an octave', (colour, slopeDb) => {
  const noise = addNoise(tone(440, { seconds: 20 }), { snrDb: -80, colour }, seededRandom(6))
  const octave = (fromHz: number) => powerDensityDb(noise, fromHz, 2 * fromHz)
  for (const hz of [125, 500, 2000]) expect(Math.abs(octave(2 * hz) - octave(hz) - slopeDb)).toBeLessThan(0.8)
})

test('the same random numbers give the same noise', () => {
  const once = addNoise(sound, { snrDb: 10 }, seededRandom(9))
  expect(addNoise(sound, { snrDb: 10 }, seededRandom(9))).toEqual(once)
  expect(addNoise(sound, { snrDb: 10 }, seededRandom(10))).not.toEqual(once)
})

function powerDensityDb(samples: Float32Array, fromHz: number, toHz: number): number {
  const stft = createStft({ fftSize: 4096, hopLength: 4096 })
  const bin = (hz: number) => Math.round((hz * 4096) / 22050)
  let sum = 0
  stft.eachPower(samples, (power) => {
    for (let i = bin(fromHz); i < bin(toHz); i++) sum += power[i]
  })
  return 10 * Math.log10(sum / (bin(toHz) - bin(fromHz)))
}
