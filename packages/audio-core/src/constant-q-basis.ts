import { complexBins, createRealFft } from './real-fft.ts'
import { periodicHann } from './stft.ts'

export interface ConstantQBasisOptions {
  /** Ascending. */
  frequenciesHz: number[]
  sampleRateHz: number
  /** Frequency over bandwidth: a filter lasts so many periods. */
  quality: number
  /** Share of a filter's spectrum, its smallest values, that is taken out. */
  sparsity: number
}

/** Filters of one octave as they meet the sound. */
export interface ConstantQBasis {
  /** Samples that a filter covers, centred on its place; a power of two. */
  taps: number
  /** [2 · filters x taps]: each filter's real row, then its imaginary one. */
  table: Float32Array
}

/**
 * Hann-windowed complex tones in the middle of a frame, from whose spectra the smallest values are taken out. librosa
 * weighs the frame's spectrum with what is left (`__vqt_filter_fft`). That is linear, so the same is done by weighing
 * the frame itself with the Fourier transform of those weights.
 */
export function constantQBasis({
  frequenciesHz,
  sampleRateHz,
  quality,
  sparsity,
}: ConstantQBasisOptions): ConstantQBasis {
  const taps = Math.max(8, 2 ** Math.ceil(Math.log2((quality * sampleRateHz) / frequenciesHz[0])))
  const transform = createComplexTransform(taps)
  const table = new Float32Array(2 * frequenciesHz.length * taps)
  for (const [filter, hz] of frequenciesHz.entries()) {
    const length = (quality * sampleRateHz) / hz
    const spectrum = transform(placeWavelet({ length, cyclesPerSample: hz / sampleRateHz, taps }))
    takeOutSmallest(spectrum, sparsity)
    const weights = transform(spectrum)
    table.set(weights.re, 2 * filter * taps)
    table.set(weights.im, (2 * filter + 1) * taps)
  }
  return { taps, table }
}

interface Complex {
  re: Float32Array
  im: Float32Array
}

interface Wavelet {
  /** In samples; need not be whole. */
  length: number
  cyclesPerSample: number
  taps: number
}

/** Scaled so that a tone of its pitch gives half its amplitude times the wavelet's share of the frame. */
function placeWavelet({ length, cyclesPerSample, taps }: Wavelet): Complex {
  const first = Math.floor(-length / 2)
  const count = Math.floor(length / 2) - first
  const window = periodicHann(count)
  const scale = length / taps / window.reduce((sum, value) => sum + value, 0)
  const start = Math.floor((taps - count) / 2)
  const re = new Float32Array(taps)
  const im = new Float32Array(taps)
  for (let i = 0; i < count; i++) {
    const angle = 2 * Math.PI * cyclesPerSample * (first + i)
    re[start + i] = Math.cos(angle) * window[i] * scale
    im[start + i] = Math.sin(angle) * window[i] * scale
  }
  return { re, im }
}

/** Σ x[n] · exp(-2πi·k·n / points), by two real transforms. */
function createComplexTransform(points: number): (x: Complex) => Complex {
  const fft = createRealFft(new Float64Array(points).fill(1))
  const ofRe = complexBins(points)
  const ofIm = complexBins(points)
  return (x) => {
    fft.spectrum(x.re, 0, ofRe)
    fft.spectrum(x.im, 0, ofIm)
    const re = new Float32Array(points)
    const im = new Float32Array(points)
    for (let k = 0; k < points; k++) {
      // A real signal's upper half is the lower one's mirror image, conjugated.
      const bin = k <= points / 2 ? k : points - k
      const sign = bin === k ? 1 : -1
      re[k] = ofRe.re[bin] - sign * ofIm.im[bin]
      im[k] = sign * ofRe.im[bin] + ofIm.re[bin]
    }
    return { re, im }
  }
}

/** Of the bins up to half the sample rate; those above are taken out altogether. */
function takeOutSmallest({ re, im }: Complex, share: number): void {
  const bins = re.length / 2 + 1
  const sizes = Float64Array.from({ length: bins }, (_, bin) => Math.hypot(re[bin], im[bin]))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let sum = 0
  const smallestKept = sizes
    .slice()
    .sort()
    .find((size) => {
      sum += size
      return sum >= share * total
    })
  for (let bin = 0; bin < re.length; bin++) {
    if (bin < bins && sizes[bin] >= (smallestKept ?? 0)) continue
    re[bin] = 0
    im[bin] = 0
  }
}
