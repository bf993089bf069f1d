import { complexBins, createRealFft } from './real-fft.ts'
import { periodicHann } from './stft.ts'

export interface ConstantQBasisOptions {
  /** Ascending. */
  frequenciesHz: number[]
  sampleRateHz: number
  /** Frequency over bandwidth: a filter lasts so many periods. */
  quality: number
  /** Share of a filter's spectrum, its smallest values, that counts as zero. */
  sparsity: number
}

/** Wavelets by their spectra, without zeros: filter f weighs bins[offsets[f]..offsets[f + 1]] by the complex re, im. */
export interface ConstantQBasis {
  fftSize: number
  offsets: Int32Array
  bins: Int32Array
  re: Float64Array
  im: Float64Array
}

/** The filters of one octave: Hann-windowed complex tones in the middle of a frame (librosa's `__vqt_filter_fft`). */
export function constantQBasis(options: ConstantQBasisOptions): ConstantQBasis {
  const { frequenciesHz, sampleRateHz, quality, sparsity } = options
  const fftSize = Math.max(8, 2 ** Math.ceil(Math.log2((quality * sampleRateHz) / frequenciesHz[0])))
  const toSpectrum = createRealFft(new Float64Array(fftSize).fill(1))
  const spectrum = { re: complexBins(fftSize), im: complexBins(fftSize) }
  const offsets = new Int32Array(frequenciesHz.length + 1)
  const kept: { bin: number; re: number; im: number }[] = []
  for (const [filter, hz] of frequenciesHz.entries()) {
    const wavelet = placeWavelet({ length: (quality * sampleRateHz) / hz, cyclesPerSample: hz / sampleRateHz, fftSize })
    toSpectrum.spectrum(wavelet.re, 0, spectrum.re)
    toSpectrum.spectrum(wavelet.im, 0, spectrum.im)
    // The transform of re + i·im.
    const re = spectrum.re.re.map((value, bin) => value - spectrum.im.im[bin])
    const im = spectrum.re.im.map((value, bin) => value + spectrum.im.re[bin])
    for (const bin of largestBins(re, im, sparsity)) kept.push({ bin, re: re[bin], im: im[bin] })
    offsets[filter + 1] = kept.length
  }
  return {
    fftSize,
    offsets,
    bins: Int32Array.from(kept, ({ bin }) => bin),
    re: Float64Array.from(kept, ({ re }) => re),
    im: Float64Array.from(kept, ({ im }) => im),
  }
}

interface Wavelet {
  /** In samples; need not be whole. */
  length: number
  cyclesPerSample: number
  fftSize: number
}

/** The filter in the middle of a frame, scaled so that a tone of its pitch gives half its amplitude times its share of the frame. */
function placeWavelet({ length, cyclesPerSample, fftSize }: Wavelet) {
  const first = Math.floor(-length / 2)
  const count = Math.floor(length / 2) - first
  const window = periodicHann(count)
  const scale = length / fftSize / window.reduce((sum, value) => sum + value, 0)
  const start = Math.floor((fftSize - count) / 2)
  const re = new Float32Array(fftSize)
  const im = new Float32Array(fftSize)
  for (let i = 0; i < count; i++) {
    const angle = 2 * Math.PI * cyclesPerSample * (first + i)
    re[start + i] = Math.cos(angle) * window[i] * scale
    im[start + i] = Math.sin(angle) * window[i] * scale
  }
  return { re, im }
}

/** The bins that remain when the smallest, which make up less than a share of the whole, are left out. */
function largestBins(re: Float64Array, im: Float64Array, share: number): number[] {
  const sizes = re.map((value, bin) => Math.hypot(value, im[bin]))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const ascending = sizes.slice().sort()
  let sum = 0
  const smallestKept = ascending.find((size) => {
    sum += size
    return sum >= share * total
  })
  return [...sizes.keys()].filter((bin) => sizes[bin] >= (smallestKept ?? 0))
}
