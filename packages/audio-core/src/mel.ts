import { hzToMel, type MelScale, melToHz } from './mel-scale.ts'
import { createVectorMel } from './mel-vector.ts'
import type { Spectrogram } from './spectrogram.ts'
import { createStft } from './stft.ts'

export interface MelFilterbankOptions {
  sampleRateHz: number
  fftSize: number
  bands: number
  /** Lower edge of the first band; 0 by default. */
  minHz?: number
  /** Upper edge of the last band; half the sample rate by default. */
  maxHz?: number
  scale?: MelScale
  /** `slaney` (the default) gives every triangle the same area; `none` the same height. */
  norm?: 'slaney' | 'none'
}

/** Triangular filters, stored without their zeros: band b weighs bins starts[b] on by weights[offsets[b]..offsets[b + 1]]. */
export interface MelFilterbank {
  readonly bands: number
  readonly bins: number
  readonly starts: Int32Array
  readonly offsets: Int32Array
  readonly weights: Float32Array
}

/** The filters of `librosa.filters.mel`. */
export function melFilterbank(options: MelFilterbankOptions): MelFilterbank {
  const { bands, fftSize, sampleRateHz, norm = 'slaney' } = options
  const bins = fftSize / 2 + 1
  const edgesHz = bandEdgesHz(options)
  const starts = new Int32Array(bands)
  const offsets = new Int32Array(bands + 1)
  const weights: number[] = []
  for (let band = 0; band < bands; band++) {
    const [lower, centre, upper] = edgesHz.slice(band, band + 3)
    const height = norm === 'slaney' ? 2 / (upper - lower) : 1
    let started = false
    for (let bin = 0; bin < bins; bin++) {
      const hz = (bin * sampleRateHz) / fftSize
      const weight = Math.min((hz - lower) / (centre - lower), (upper - hz) / (upper - centre))
      if (weight <= 0) continue
      if (!started) starts[band] = bin
      started = true
      weights.push(weight * height)
    }
    offsets[band + 1] = weights.length
  }
  return { bands, bins, starts, offsets, weights: Float32Array.from(weights) }
}

/** The mel band whose centre lies nearest to a frequency. */
export function melBandOf(hz: number, options: MelFilterbankOptions): number {
  const centresHz = bandEdgesHz(options).slice(1, -1)
  let nearest = 0
  for (let band = 1; band < centresHz.length; band++) {
    if (Math.abs(centresHz[band] - hz) < Math.abs(centresHz[nearest] - hz)) nearest = band
  }
  return nearest
}

function bandEdgesHz(options: MelFilterbankOptions): number[] {
  const { bands, sampleRateHz, minHz = 0, maxHz = sampleRateHz / 2, scale = 'slaney' } = options
  const low = hzToMel(minHz, scale)
  const high = hzToMel(maxHz, scale)
  return Array.from({ length: bands + 2 }, (_, i) => melToHz(low + ((high - low) * i) / (bands + 1), scale))
}

export interface MelSpectrogramOptions extends MelFilterbankOptions {
  hopLength: number
}

/** A plan; it owns scratch memory, so use one per thread of work. */
export interface MelSpectrogram {
  readonly bands: number
  frameCount(sampleCount: number): number
  /** Mono samples at the plan's rate → [frames x bands], row-major, power. */
  (samples: Float32Array): Float32Array
}

/**
 * `librosa.feature.melspectrogram(y, sr, n_fft, hop_length, n_mels)`, transposed: one row a frame. In single precision
 * like librosa's own, four frames at a time, where WebAssembly has vectors; else in plain double precision.
 */
export function createMelSpectrogram(options: MelSpectrogramOptions): MelSpectrogram {
  return vectorMelSpectrogram(options) ?? plainMelSpectrogram(options)
}

/** The same by real-fft.ts, for machines without vectors and to compare with. */
export function plainMelSpectrogram(options: MelSpectrogramOptions): MelSpectrogram {
  const stft = createStft(options)
  const filterbank = melFilterbank(options)
  const { bands } = filterbank

  function melSpectrogram(samples: Float32Array): Float32Array {
    const mel = new Float32Array(stft.frameCount(samples.length) * bands)
    stft.eachPower(samples, (power, frame) => applyFilterbank(filterbank, power, mel.subarray(frame * bands)))
    return mel
  }

  return Object.assign(melSpectrogram, { bands, frameCount: stft.frameCount })
}

/** Undefined where the machine's WebAssembly lacks vectors. */
function vectorMelSpectrogram(options: MelSpectrogramOptions): MelSpectrogram | undefined {
  const filterbank = melFilterbank(options)
  const { frameCount } = createStft(options)
  const { bands } = filterbank
  const fill = createVectorMel({ ...options, filterbank })
  if (!fill) return undefined

  function melSpectrogram(samples: Float32Array): Float32Array {
    const mel = new Float32Array(frameCount(samples.length) * bands)
    fill!(samples, mel)
    return mel
  }

  return Object.assign(melSpectrogram, { bands, frameCount })
}

/** [frames x bands], power: the mel-spectrogram of spectra that are there already. */
export function melOfSpectrogram({ magnitudes, frames, bins }: Spectrogram, filterbank: MelFilterbank): Float32Array {
  const power = new Float64Array(bins)
  const mel = new Float32Array(frames * filterbank.bands)
  for (let frame = 0; frame < frames; frame++) {
    for (let bin = 0; bin < bins; bin++) power[bin] = magnitudes[frame * bins + bin] ** 2
    applyFilterbank(filterbank, power, mel.subarray(frame * filterbank.bands))
  }
  return mel
}

function applyFilterbank(filterbank: MelFilterbank, power: Float64Array, out: Float32Array): void {
  const { bands, starts, offsets, weights } = filterbank
  for (let band = 0; band < bands; band++) {
    const end = offsets[band + 1]
    let bin = starts[band]
    let sum = 0
    for (let i = offsets[band]; i < end; i++) sum += weights[i] * power[bin++]
    out[band] = sum
  }
}
