import { expect, test } from '@jest/globals'
import { createMelSpectrogram, melBandOf } from './mel.ts'

const options = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: 128 }

test('a 440 Hz tone is loudest in the mel band around 440 Hz', () => {
  const tone = Float32Array.from({ length: 22050 }, (_, i) => Math.sin((2 * Math.PI * 440 * i) / 22050))
  const mel = createMelSpectrogram(options)(tone)
  const middle = mel.subarray(20 * 128, 21 * 128)
  expect(middle.indexOf(Math.max(...middle))).toBe(melBandOf(440, options))
})

test('a clip has one frame for every hop and one more', () => {
  const plan = createMelSpectrogram(options)
  expect(plan.frameCount(30 * 22050)).toBe(1292)
  expect(plan(new Float32Array(22050)).length).toBe(44 * 128)
})
