import { expect, test } from '@jest/globals'
import { spectrumBands } from './spectrum-bands.ts'

test('a pure tone lights its own band and no other', () => {
  const magnitudes = new Float32Array(1024)
  const sampleRateHz = 44_100
  magnitudes[Math.round(1_000 / (sampleRateHz / 2 / 1024))] = 1024
  const bands = spectrumBands(magnitudes, sampleRateHz, 16)
  const lit = bands.flatMap((energy, band) => (energy > 0 ? [band] : []))
  expect(lit).toEqual([Math.floor((16 * Math.log(1_000 / 50)) / Math.log(200))])
})

test('silence lights nothing', () => {
  expect(spectrumBands(new Float32Array(1024), 44_100, 16).every((energy) => energy === 0)).toBe(true)
})
