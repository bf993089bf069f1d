import { expect, test } from '@jest/globals'
import { noise } from '../fixtures/noise.ts'
import { tone } from '../fixtures/tone.ts'
import { melFilterbank, melOfSpectrogram } from './mel.ts'
import { createMfcc } from './mfcc.ts'
import { rootMeanSquare, rootMeanSquareOf } from './root-mean-square.ts'
import { spectralBandwidth } from './spectral-bandwidth.ts'
import { spectralCentroid } from './spectral-centroid.ts'
import { spectralContrast } from './spectral-contrast.ts'
import { spectralFlatness } from './spectral-flatness.ts'
import { spectralRollOff } from './spectral-roll-off.ts'
import { createSpectrogram } from './spectrogram.ts'
import { zeroCrossingRate } from './zero-crossing-rate.ts'

const PLAN = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512 }
const BIN_HZ = 22050 / 2048
const MIDDLE = 40
const spectrogramOf = createSpectrogram(PLAN)
const pure = spectrogramOf(tone(440))
const white = spectrogramOf(noise())
const silent = spectrogramOf(new Float32Array(22050))

test('a tone’s centroid and roll-off lie at its frequency, and it is narrow', () => {
  expect(Math.abs(spectralCentroid(pure)[MIDDLE] - 440)).toBeLessThan(1)
  expect(Math.abs(spectralRollOff(pure)[MIDDLE] - 440)).toBeLessThan(2 * BIN_HZ)
  expect(spectralBandwidth(pure)[MIDDLE]).toBeLessThan(2 * BIN_HZ)
})

test('white noise has its centroid in the middle of the band, rolls off at 85 % of it and spreads evenly', () => {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(spectralCentroid(white)) / 11025).toBeCloseTo(0.5, 1)
  expect(mean(spectralRollOff(white)) / 11025).toBeCloseTo(0.85, 1)
  expect(mean(spectralBandwidth(white)) / 11025).toBeCloseTo(1 / Math.sqrt(12), 1)
})

test('noise is flat, up to what chance takes; a tone is not; a click is flat altogether', () => {
  // Of independent exponential powers the geometric mean is exp(-Euler's constant) times the arithmetic one.
  const flatness = spectralFlatness(white).subarray(4, -4)
  expect(flatness.reduce((sum, value) => sum + value, 0) / flatness.length).toBeCloseTo(Math.exp(-0.5772), 1)
  expect(spectralFlatness(pure)[MIDDLE]).toBeLessThan(1e-6)
  const click = new Float32Array(22050)
  click[10 * 512] = 1
  expect(spectralFlatness(spectrogramOf(click))[10]).toBeCloseTo(1, 5)
})

test('a tone stands out in its own band, noise nowhere much', () => {
  const bandOf440 = 2
  const ofTone = spectralContrast(pure).subarray(MIDDLE * 7, (MIDDLE + 1) * 7)
  const ofNoise = spectralContrast(white).subarray(MIDDLE * 7, (MIDDLE + 1) * 7)
  expect(ofTone[bandOf440]).toBeGreaterThan(40)
  expect(ofTone[bandOf440]).toBeGreaterThan(ofNoise[bandOf440] + 20)
  expect(Math.max(...ofNoise)).toBeLessThan(40)
  expect(() => spectralContrast(createSpectrogram({ ...PLAN, sampleRateHz: 12000 })(tone(440)))).toThrow(RangeError)
})

test('a tone crosses zero twice a period', () => {
  expect(zeroCrossingRate(tone(440))[MIDDLE]).toBeCloseTo((2 * 440) / 22050, 3)
  expect(Math.max(...zeroCrossingRate(new Float32Array(5000).fill(0.1)))).toBe(0)
  expect([...zeroCrossingRate(Float32Array.of(1, -1, 1), { frameLength: 4, hopLength: 1 })]).toEqual([
    0.25, 0.5, 0.5, 0.25,
  ])
})

test('a sine’s effective amplitude is its amplitude by the root of two; a Hann window leaves √⅜ of it', () => {
  expect(rootMeanSquare(tone(440))[MIDDLE]).toBeCloseTo(0.5 / Math.SQRT2, 3)
  expect(rootMeanSquareOf(pure)[MIDDLE]).toBeCloseTo((0.5 / Math.SQRT2) * Math.sqrt(3 / 8), 4)
})

test('silence has finite features', () => {
  const [frames] = [silent.frames]
  expect([...spectralCentroid(silent)]).toEqual(Array(frames).fill(0))
  expect([...spectralBandwidth(silent)]).toEqual(Array(frames).fill(0))
  expect([...spectralRollOff(silent)]).toEqual(Array(frames).fill(0))
  expect([...spectralFlatness(silent)]).toEqual(Array(frames).fill(expect.closeTo(1, 6)))
  expect([...spectralContrast(silent)]).toEqual(Array(frames * 7).fill(0))
})

test('the first coefficient is the mean level, and ten times the power raises no other', () => {
  const filterbank = melFilterbank({ ...PLAN, bands: 64 })
  const mfcc = createMfcc({ bands: 64, coefficients: 13 })
  const power = melOfSpectrogram(white, filterbank)
  const once = mfcc(power)
  const louder = mfcc(power.map((value) => 10 * value))
  for (let i = 0; i < once.length; i++)
    expect(louder[i] - once[i]).toBeCloseTo(i % 13 === 0 ? 10 * Math.sqrt(64) : 0, 3)
})
