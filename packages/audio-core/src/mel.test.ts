import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { createMelSpectrogram, melBandOf, melFilterbank, plainMelSpectrogram } from './mel.ts'

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

test.each([256, 512, 1024, 2048, 4096])(
  'with %d points the vector kernel gives what the plain transform gives',
  (fftSize) => {
    const random = seededRandom(fftSize)
    const noise = Float32Array.from({ length: 10_001 }, () => random() - 0.5)
    const plan = { sampleRateHz: 22050, fftSize, hopLength: fftSize / 4, bands: 60 }
    const plain = plainMelSpectrogram(plan)(noise)
    const vector = createMelSpectrogram(plan)(noise)
    expect(vector.length).toBe(plain.length)
    expect(vector.every((power, i) => Math.abs(power - plain[i]) <= 1e-5 * plain[i])).toBe(true)
  },
)

test('a sound shorter than a window, or empty, still has a frame', () => {
  const melSpectrogram = createMelSpectrogram(options)
  expect(melSpectrogram(new Float32Array(0))).toEqual(new Float32Array(128))
  expect(melSpectrogram(Float32Array.of(1, -1, 1)).some((power) => power > 0)).toBe(true)
})

test('every Slaney filter has the area one, every plain one the height one', () => {
  const areas = filterSums(melFilterbank({ ...options, fftSize: 8192 }))
  expect(areas.every((sum) => Math.abs((sum * 22050) / 8192 - 1) < 0.02)).toBe(true)
  const plain = melFilterbank({ ...options, fftSize: 8192, scale: 'htk', norm: 'none' })
  expect(Math.max(...plain.weights)).toBeLessThanOrEqual(1)
  expect(Math.max(...plain.weights)).toBeGreaterThan(0.95)
})

function filterSums({ bands, offsets, weights }: ReturnType<typeof melFilterbank>): number[] {
  return Array.from({ length: bands }, (_, band) =>
    weights.subarray(offsets[band], offsets[band + 1]).reduce((sum, weight) => sum + weight, 0),
  )
}
