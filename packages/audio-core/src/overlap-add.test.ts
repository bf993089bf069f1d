import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createInverseRealFft } from './inverse-real-fft.ts'
import { createOverlapAdd } from './overlap-add.ts'
import { complexBins, createRealFft } from './real-fft.ts'
import { createStft } from './stft.ts'

const random = seededRandom(11)
const noise = Float32Array.from({ length: 5003 }, () => random() - 0.5)

test.each([8, 16, 512, 2048])('the inverse gives the %d points of a spectrum back', (size) => {
  const points = noise.subarray(0, size)
  const spectrum = complexBins(size)
  createRealFft(new Float64Array(size).fill(1)).spectrum(points, 0, spectrum)
  const again = new Float32Array(size)
  createInverseRealFft(size)(spectrum, again, 0)
  for (let i = 0; i < size; i++) expect(again[i]).toBeCloseTo(points[i], 6)
})

test.each([128, 200, 256])('frames %d samples apart give the sound back, its ends included', (hopLength) => {
  const stft = createStft({ fftSize: 512, hopLength })
  const overlapAdd = createOverlapAdd({ fftSize: 512, hopLength, sampleCount: noise.length })
  const spectrum = complexBins(512)
  stft.eachSpectrum(noise, spectrum, (frame) => overlapAdd.add(spectrum, frame))
  const again = overlapAdd.result()
  const largest = noise.reduce((most, value, i) => Math.max(most, Math.abs(value - again[i])), 0)
  expect(largest).toBeLessThan(1e-4)
})
