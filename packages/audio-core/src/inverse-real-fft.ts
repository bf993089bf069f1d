import { type ComplexBins, complexBins, createRealFft } from './real-fft.ts'

/** The `size` real points, in single precision, of a spectrum [size / 2 + 1]; written into `points` from `offset` on. */
export type InverseRealFft = (spectrum: ComplexBins, points: Float32Array, offset: number) => void

/**
 * Undoes real-fft.ts with its own transform: the Hartley transform Re X − Im X of a real signal is, but for the scale,
 * its own inverse (Bracewell 1983), and a real one, so the same fast path takes it back.
 */
export function createInverseRealFft(size: number): InverseRealFft {
  const fft = createRealFft(new Float64Array(size).fill(1 / size))
  const hartley = new Float32Array(size)
  const transformed = complexBins(size)
  const half = size / 2

  return ({ re, im }, points, offset) => {
    hartley[0] = re[0]
    hartley[half] = re[half]
    for (let k = 1; k < half; k++) {
      hartley[k] = re[k] - im[k]
      hartley[size - k] = re[k] + im[k]
    }
    fft.spectrum(hartley, 0, transformed)
    points[offset] = transformed.re[0]
    points[offset + half] = transformed.re[half]
    for (let n = 1; n < half; n++) {
      points[offset + n] = transformed.re[n] - transformed.im[n]
      points[offset + size - n] = transformed.re[n] + transformed.im[n]
    }
  }
}
