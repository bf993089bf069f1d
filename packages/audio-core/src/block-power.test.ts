import { expect, test } from '@jest/globals'
import { noise } from '../fixtures/noise.ts'
import { createBlockPower, plainPower } from './block-power.ts'
import { createSpectrogram } from './spectrogram.ts'
import { createStft } from './stft.ts'

test.each([
  [256, 64],
  [512, 256],
  [2048, 1024],
])('%d points every %d: the power of each frame of a block is the plain transform’s', (fftSize, hopLength) => {
  const vector = createBlockPower({ fftSize, hopLength })
  const plain = plainPower({ fftSize, hopLength })
  const block = noise().subarray(0, fftSize + (vector.blockFrames - 1) * hopLength)
  const [rows, expected] = [vector, plain].map((power) => {
    const all: number[][] = []
    power.eachPower(block, { frames: vector.blockFrames, visit: (row) => all.push([...row]) })
    return all
  })
  expect(rows.length).toBe(expected.length)
  const loudest = Math.max(...expected.flat())
  for (const [frame, row] of rows.entries()) {
    expect(row.length).toBe(fftSize / 2 + 1)
    expect(Math.max(...row.map((power, bin) => Math.abs(power - expected[frame][bin])))).toBeLessThan(1e-6 * loudest)
  }
})

test.each(['zeros', 'reflect', 'none'] as const)(
  'magnitudes are the roots of the plain power, padded by %s',
  (padding) => {
    const options = { fftSize: 1024, hopLength: 300, padding }
    for (const length of [1024, 1324, 5000, 5300]) {
      const samples = noise().subarray(0, length)
      const power = createStft(options).power(samples)
      const { magnitudes, frames, bins } = createSpectrogram({ ...options, sampleRateHz: 22050 })(samples)
      expect(magnitudes.length).toBe(power.length)
      expect(frames * bins).toBe(power.length)
      expect(magnitudes.every((value, i) => Math.abs(value - Math.sqrt(power[i])) < 1e-5)).toBe(true)
    }
  },
)
