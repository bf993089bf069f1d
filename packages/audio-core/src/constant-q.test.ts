import { expect, test } from '@jest/globals'
import { noise } from '../fixtures/noise.ts'
import { tone } from '../fixtures/tone.ts'
import { constantQMagnitudes, createConstantQ } from './constant-q.ts'

const A4_BIN = 45

test.each([
  [22050, 32.70319566257483, 0],
  [22050, 440, A4_BIN],
  [44100, 440, A4_BIN],
  [22050, 3951.066410048992, 83],
])(
  'at %d Hz the bin of a %d Hz tone is the loudest, by its amplitude and the root of its filter’s length',
  (sampleRateHz, hz, bin) => {
    const constantQ = createConstantQ({ sampleRateHz })
    const samples = tone(hz, { sampleRateHz, seconds: 2 })
    const magnitudes = constantQMagnitudes(constantQ(samples))
    const frame = Math.floor(magnitudes.length / 84 / 2)
    const middle = magnitudes.subarray(frame * 84, (frame + 1) * 84)
    expect(middle.indexOf(Math.max(...middle))).toBe(bin)
    expect(constantQ.frequenciesHz[bin]).toBeCloseTo(hz, 6)
    const ratio = 2 ** (1 / 6)
    const periods = (ratio + 1) / (ratio - 1)
    expect(middle[bin]).toBeCloseTo(0.25 * Math.sqrt((periods * sampleRateHz) / hz), 1)
  },
)

test('bins of half a semitone, an odd hop and a tuning are possible', () => {
  const constantQ = createConstantQ({
    sampleRateHz: 22050,
    hopLength: 999,
    bins: 48,
    binsPerOctave: 24,
    minHz: 220,
    tuning: 1,
  })
  const { frames, bins, re } = constantQ(tone(440 * 2 ** (1 / 24)))
  expect([frames, bins, re.length]).toEqual([45, 48, 45 * 48])
  const magnitudes = constantQMagnitudes(constantQ(tone(440 * 2 ** (1 / 24))))
  const middle = magnitudes.subarray(20 * 48, 21 * 48)
  expect(middle.indexOf(Math.max(...middle))).toBe(24)
})

test('what is twice as loud gives twice the magnitude, and nothing gives nothing', () => {
  const constantQ = createConstantQ({ sampleRateHz: 22050 })
  const once = constantQMagnitudes(constantQ(noise()))
  const twice = constantQMagnitudes(constantQ(noise().map((value) => 2 * value)))
  expect(twice.every((value, i) => Math.abs(value - 2 * once[i]) <= 1e-6)).toBe(true)
  expect(constantQMagnitudes(constantQ(new Float32Array(1000))).every((value) => value === 0)).toBe(true)
  expect(constantQ(new Float32Array(0)).frames).toBe(1)
})

test('pitches beyond half the sample rate are refused', () => {
  expect(() => createConstantQ({ sampleRateHz: 8000 })).toThrow(RangeError)
  expect(() => createConstantQ({ sampleRateHz: 8000, bins: 72 })).not.toThrow()
})
