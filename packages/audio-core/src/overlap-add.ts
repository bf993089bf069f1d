import { createInverseRealFft } from './inverse-real-fft.ts'
import type { ComplexBins } from './real-fft.ts'
import { periodicHann } from './stft.ts'

export interface OverlapAddOptions {
  fftSize: number
  hopLength: number
  /** Of the sound that comes out. */
  sampleCount: number
}

/** Puts the frames of a short-time spectrum together again. */
export interface OverlapAdd {
  /** Frame `frame` is centred on sample frame · hopLength. */
  add(spectrum: ComplexBins, frame: number): void
  result(): Float32Array
}

/**
 * The inverse of stft.ts by weighted overlap and add: the signal whose spectra lie nearest to those given, in the sense
 * of least squares (Griffin and Lim 1984). Unchanged spectra give the sound back.
 */
export function createOverlapAdd({ fftSize, hopLength, sampleCount }: OverlapAddOptions): OverlapAdd {
  const inverse = createInverseRealFft(fftSize)
  const window = periodicHann(fftSize)
  const points = new Float32Array(fftSize)
  const sum = new Float32Array(sampleCount)
  const weight = new Float32Array(sampleCount)

  return {
    add(spectrum, frame) {
      inverse(spectrum, points, 0)
      const start = frame * hopLength - fftSize / 2
      const end = Math.min(fftSize, sampleCount - start)
      for (let i = Math.max(0, -start); i < end; i++) {
        sum[start + i] += points[i] * window[i]
        weight[start + i] += window[i] * window[i]
      }
    },
    result() {
      for (let i = 0; i < sampleCount; i++) if (weight[i] > 1e-8) sum[i] /= weight[i]
      return sum
    },
  }
}
