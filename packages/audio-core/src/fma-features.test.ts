import { expect, test } from '@jest/globals'
import { noise } from '../fixtures/noise.ts'
import { tone } from '../fixtures/tone.ts'
import { FMA_FEATURE_NAMES, fmaFeatures } from './fma-features.ts'

const feature = (vector: Float32Array, name: string) => vector[FMA_FEATURE_NAMES.indexOf(name)]

test('there are 518 numbers, with the names and in the order of the FMA’s table', () => {
  expect(FMA_FEATURE_NAMES.length).toBe(518)
  expect(new Set(FMA_FEATURE_NAMES).size).toBe(518)
  expect([...FMA_FEATURE_NAMES].sort()).toEqual(FMA_FEATURE_NAMES)
  expect([0, 12, 84, 252, 517].map((i) => FMA_FEATURE_NAMES[i])).toEqual([
    'chroma_cens.kurtosis.01',
    'chroma_cens.max.01',
    'chroma_cqt.kurtosis.01',
    'mfcc.kurtosis.01',
    'zcr.std.01',
  ])
})

test('the numbers lie where their names say', () => {
  const vector = fmaFeatures(tone(440), { sampleRateHz: 22050 })
  expect(feature(vector, 'spectral_centroid.median.01')).toBeCloseTo(440, -1)
  expect(feature(vector, 'zcr.median.01')).toBeCloseTo((2 * 440) / 22050, 3)
  expect(feature(vector, 'chroma_cqt.min.10')).toBe(1)
  expect(feature(vector, 'rmse.max.01')).toBeCloseTo((0.5 / Math.SQRT2) * Math.sqrt(3 / 8), 3)
})

test.each([
  ['no sound at all', new Float32Array(0)],
  ['three samples', Float32Array.of(0.1, -0.1, 0.1)],
  ['silence', new Float32Array(22050)],
  ['a constant', new Float32Array(22050).fill(0.3)],
  ['noise', noise()],
])('every number about %s is finite', (_, samples) => {
  expect(fmaFeatures(samples, { sampleRateHz: 22050 }).every(Number.isFinite)).toBe(true)
})

test('the rate of the same sound changes little, and one that is too low is refused', () => {
  const low = fmaFeatures(tone(440), { sampleRateHz: 22050 })
  const high = fmaFeatures(tone(440, { sampleRateHz: 44100 }), { sampleRateHz: 44100 })
  expect(feature(high, 'spectral_centroid.median.01')).toBeCloseTo(feature(low, 'spectral_centroid.median.01'), -1)
  expect(feature(high, 'chroma_cqt.median.10')).toBe(1)
  expect(() => fmaFeatures(tone(440), { sampleRateHz: 12000 })).toThrow(RangeError)
})
