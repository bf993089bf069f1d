import { expect, test } from '@jest/globals'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { complexBins } from './real-fft.ts'
import { createStft, periodicHann } from './stft.ts'

/** The definition: the sum over all samples of x·w·exp(-2πi·k·n / N), with frames centred on multiples of the hop. */
function spectrumByDefinition(
  samples: Float32Array,
  { fftSize, frame, hopLength, bin }: { fftSize: number; frame: number; hopLength: number; bin: number },
) {
  const window = periodicHann(fftSize)
  let re = 0
  let im = 0
  for (let n = 0; n < fftSize; n++) {
    const value = (samples[frame * hopLength - fftSize / 2 + n] ?? 0) * window[n]
    re += value * Math.cos((2 * Math.PI * bin * n) / fftSize)
    im -= value * Math.sin((2 * Math.PI * bin * n) / fftSize)
  }
  return { re, im }
}

test.each([8, 16, 32, 64, 128, 512])(
  'the transform of %d points is the Fourier transform by its definition',
  (fftSize) => {
    const random = seededRandom(fftSize)
    const samples = Float32Array.from({ length: fftSize * 2 }, () => random() - 0.5)
    const hopLength = fftSize / 2
    const stft = createStft({ fftSize, hopLength })
    const spectrum = complexBins(fftSize)
    const power = stft.power(samples)
    stft.eachSpectrum(samples, spectrum, (frame) => {
      for (let bin = 0; bin < stft.bins; bin++) {
        const { re, im } = spectrumByDefinition(samples, { fftSize, frame, hopLength, bin })
        expect(spectrum.re[bin]).toBeCloseTo(re, 10)
        expect(spectrum.im[bin]).toBeCloseTo(im, 10)
        expect(power[frame * stft.bins + bin]).toBeCloseTo(re * re + im * im, 5)
      }
    })
  },
)

test('a size that is no power of two is refused', () => {
  expect(() => createStft({ fftSize: 1000, hopLength: 250 })).toThrow(RangeError)
  expect(() => createStft({ fftSize: 1024, hopLength: 0 })).toThrow(RangeError)
})

test('mirrored, the sound goes back the way it came from its first and last sample', () => {
  const samples = Float32Array.of(1, 2, 3, 4, 5)
  const square = new Float64Array(8).fill(1)
  const mirrored = createStft({ fftSize: 8, hopLength: 4, padding: 'reflect', window: square })
  const whole = createStft({ fftSize: 8, hopLength: 4, padding: 'none', window: square })
  const byHand = Float32Array.of(5, 4, 3, 2, 1, 2, 3, 4, 5, 4, 3, 2, 1)
  expect(mirrored.power(samples)).toEqual(whole.power(byHand))
  expect([mirrored.frameCount(5), whole.frameCount(5), whole.frameCount(8), whole.frameCount(13)]).toEqual([2, 0, 1, 2])
  expect(mirrored.power(Float32Array.of(1))[0]).toBe(64)
})
