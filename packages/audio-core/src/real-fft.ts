import { type FftStage, planFftStages, unfoldTwiddles } from './fft-plan.ts'

/** A plan for the discrete Fourier transform of `size` real points. Not to be shared by concurrent callers. */
export interface RealFft {
  readonly size: number
  /**
   * Power |X|² of the windowed points from `offset` on into `power` [size / 2 + 1].
   * `window` has `size` entries.
   */
  power(points: Float32Array, offset: number, power: Float64Array): void
  /** The complex spectrum, bins 0 to size / 2, of the windowed points from `offset` on. */
  spectrum(points: Float32Array, offset: number, spectrum: ComplexBins): void
}

/** Bins 0 to size / 2. */
export interface ComplexBins {
  re: Float64Array
  im: Float64Array
}

export function complexBins(fftSize: number): ComplexBins {
  return { re: new Float64Array(fftSize / 2 + 1), im: new Float64Array(fftSize / 2 + 1) }
}

/**
 * Real transform through a complex one of half the size (even points real, odd points imaginary), which is a Stockham
 * radix-4 decimation in frequency with one radix-2 pass where the half size is no power of four. The window is applied
 * while the first pass reads. Throws a RangeError unless the window's length is a power of two of at least 8.
 */
export function createRealFft(window: Float32Array | Float64Array): RealFft {
  const size = window.length
  if (size < 8 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two from 8 on`)
  const half = size / 2
  const weights = Float64Array.from(window)
  const stages = planFftStages(half)
  const unfold = unfoldTwiddles(size)
  let front = new Float64Array(size)
  let back = new Float64Array(size)

  function transform(points: Float32Array, offset: number): Float64Array {
    firstPass(points, offset, weights, front, stages[0])
    for (let i = 1; i < stages.length; i++) {
      const stage = stages[i]
      if (stage.radix === 4) radix4Pass(front, back, stage)
      else radix2Pass(front, back, stage.stride)
      const swap = front
      front = back
      back = swap
    }
    return front
  }

  return {
    size,
    power: (points, offset, power) => unfoldPower(transform(points, offset), unfold, power),
    spectrum: (points, offset, spectrum) => unfoldSpectrum(transform(points, offset), unfold, spectrum),
  }
}

function firstPass(
  points: Float32Array,
  offset: number,
  window: Float64Array,
  out: Float64Array,
  stage: FftStage,
): void {
  const { groups, twiddles } = stage
  const quarter = groups * 2
  for (let p = 0; p < groups; p++) {
    const i0 = p * 2
    const i1 = i0 + quarter
    const i2 = i1 + quarter
    const i3 = i2 + quarter
    const ar = points[offset + i0] * window[i0]
    const ai = points[offset + i0 + 1] * window[i0 + 1]
    const br = points[offset + i1] * window[i1]
    const bi = points[offset + i1 + 1] * window[i1 + 1]
    const cr = points[offset + i2] * window[i2]
    const ci = points[offset + i2 + 1] * window[i2 + 1]
    const dr = points[offset + i3] * window[i3]
    const di = points[offset + i3 + 1] * window[i3 + 1]
    const sumR = ar + cr
    const sumI = ai + ci
    const diffR = ar - cr
    const diffI = ai - ci
    const sum2R = br + dr
    const sum2I = bi + di
    const turnR = di - bi
    const turnI = br - dr
    const t = p * 6
    const o = p * 8
    out[o] = sumR + sum2R
    out[o + 1] = sumI + sum2I
    const xr = diffR - turnR
    const xi = diffI - turnI
    out[o + 2] = xr * twiddles[t] - xi * twiddles[t + 1]
    out[o + 3] = xr * twiddles[t + 1] + xi * twiddles[t]
    const yr = sumR - sum2R
    const yi = sumI - sum2I
    out[o + 4] = yr * twiddles[t + 2] - yi * twiddles[t + 3]
    out[o + 5] = yr * twiddles[t + 3] + yi * twiddles[t + 2]
    const zr = diffR + turnR
    const zi = diffI + turnI
    out[o + 6] = zr * twiddles[t + 4] - zi * twiddles[t + 5]
    out[o + 7] = zr * twiddles[t + 5] + zi * twiddles[t + 4]
  }
}

function radix4Pass(input: Float64Array, out: Float64Array, stage: FftStage): void {
  const { groups, stride, twiddles } = stage
  const step = stride * 2
  const quarter = groups * step
  for (let p = 0; p < groups; p++) {
    const w1r = twiddles[p * 6]
    const w1i = twiddles[p * 6 + 1]
    const w2r = twiddles[p * 6 + 2]
    const w2i = twiddles[p * 6 + 3]
    const w3r = twiddles[p * 6 + 4]
    const w3i = twiddles[p * 6 + 5]
    let i = p * step
    let o = p * step * 4
    for (const end = i + step; i < end; i += 2, o += 2) {
      const ar = input[i]
      const ai = input[i + 1]
      const br = input[i + quarter]
      const bi = input[i + quarter + 1]
      const cr = input[i + 2 * quarter]
      const ci = input[i + 2 * quarter + 1]
      const dr = input[i + 3 * quarter]
      const di = input[i + 3 * quarter + 1]
      const sumR = ar + cr
      const sumI = ai + ci
      const diffR = ar - cr
      const diffI = ai - ci
      const sum2R = br + dr
      const sum2I = bi + di
      const turnR = di - bi
      const turnI = br - dr
      out[o] = sumR + sum2R
      out[o + 1] = sumI + sum2I
      const xr = diffR - turnR
      const xi = diffI - turnI
      out[o + step] = xr * w1r - xi * w1i
      out[o + step + 1] = xr * w1i + xi * w1r
      const yr = sumR - sum2R
      const yi = sumI - sum2I
      out[o + 2 * step] = yr * w2r - yi * w2i
      out[o + 2 * step + 1] = yr * w2i + yi * w2r
      const zr = diffR + turnR
      const zi = diffI + turnI
      out[o + 3 * step] = zr * w3r - zi * w3i
      out[o + 3 * step + 1] = zr * w3i + zi * w3r
    }
  }
}

/** The last pass, two points long, whose twiddle is one. */
function radix2Pass(input: Float64Array, out: Float64Array, stride: number): void {
  const half = stride * 2
  for (let i = 0; i < half; i++) {
    const a = input[i]
    const b = input[i + half]
    out[i] = a + b
    out[i + half] = a - b
  }
}

/** X[k] = E[k] + w·O[k] and X[half - k] = conj(E[k] - w·O[k]), E and O being the spectra of even and odd points. */
function unfoldPower(z: Float64Array, twiddles: Float64Array, power: Float64Array): void {
  const half = z.length / 2
  power[0] = (z[0] + z[1]) * (z[0] + z[1])
  power[half] = (z[0] - z[1]) * (z[0] - z[1])
  for (let k = 1; k <= half / 2; k++) {
    const i = 2 * k
    const j = 2 * (half - k)
    const er = 0.5 * (z[i] + z[j])
    const ei = 0.5 * (z[i + 1] - z[j + 1])
    const or = 0.5 * (z[i + 1] + z[j + 1])
    const oi = 0.5 * (z[j] - z[i])
    const tr = or * twiddles[i] - oi * twiddles[i + 1]
    const ti = or * twiddles[i + 1] + oi * twiddles[i]
    power[k] = (er + tr) * (er + tr) + (ei + ti) * (ei + ti)
    power[half - k] = (er - tr) * (er - tr) + (ei - ti) * (ei - ti)
  }
}

function unfoldSpectrum(z: Float64Array, twiddles: Float64Array, { re, im }: ComplexBins): void {
  const half = z.length / 2
  re[0] = z[0] + z[1]
  im[0] = 0
  re[half] = z[0] - z[1]
  im[half] = 0
  for (let k = 1; k <= half / 2; k++) {
    const i = 2 * k
    const j = 2 * (half - k)
    const er = 0.5 * (z[i] + z[j])
    const ei = 0.5 * (z[i + 1] - z[j + 1])
    const or = 0.5 * (z[i + 1] + z[j + 1])
    const oi = 0.5 * (z[j] - z[i])
    const tr = or * twiddles[i] - oi * twiddles[i + 1]
    const ti = or * twiddles[i + 1] + oi * twiddles[i]
    re[k] = er + tr
    im[k] = ei + ti
    re[half - k] = er - tr
    im[half - k] = ti - ei
  }
}
