import { LANES } from './fft-kernel.ts'
import { createStft, mirrorPadded, periodicHann, type StftOptions, zeroPadded } from './stft.ts'
import { createVectorSpectra } from './vector-spectra.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/** Short-time magnitudes: what spectral features are computed from. */
export interface Spectrogram {
  /** [frames x bins], row-major, |X|. */
  magnitudes: Float32Array
  frames: number
  /** fftSize / 2 + 1, from 0 Hz to half the sample rate. */
  bins: number
  sampleRateHz: number
}

export interface SpectrogramOptions extends StftOptions {
  sampleRateHz: number
}

type Magnitudes = (samples: Float32Array, magnitudes: Float32Array) => void

/**
 * A plan for `np.abs(librosa.stft(y, n_fft, hop_length))`, transposed; in double precision until the end,
 * like librosa's own. It owns scratch memory: one per thread of work.
 */
export function createSpectrogram(options: SpectrogramOptions): (samples: Float32Array) => Spectrogram {
  const { bins, frameCount } = createStft(options)
  const fill = vectorMagnitudes(options) ?? plainMagnitudes(options)
  return (samples) => {
    const frames = frameCount(samples.length)
    const magnitudes = new Float32Array(frames * bins)
    fill(samples, magnitudes)
    return { magnitudes, frames, bins, sampleRateHz: options.sampleRateHz }
  }
}

function vectorMagnitudes({ fftSize, hopLength, padding, window }: SpectrogramOptions): Magnitudes | undefined {
  const bins = fftSize / 2 + 1
  const room = LANES.double * bins
  const spectra = createVectorSpectra({ window: window ?? periodicHann(fftSize), hopLength, precision: 'double', room })
  if (!spectra) return undefined
  const { kernel, lanes, input, roomAt, run } = spectra
  const rows = new Float32Array(kernel.memory.buffer, roomAt, lanes * bins)
  const read = padding === 'reflect' ? mirrorPadded : zeroPadded
  const firstStart = padding === 'none' ? 0 : -fftSize / 2
  return (samples, magnitudes) => {
    for (let at = 0, frame = 0; at < magnitudes.length; at += lanes * bins, frame += lanes) {
      read(samples, firstStart + frame * hopLength, input)
      const power = run()
      kernel.magnitudeRows(power, power + bins * VECTOR_BYTES, bins * FLOAT_BYTES, roomAt)
      magnitudes.set(rows.subarray(0, magnitudes.length - at), at)
    }
  }
}

function plainMagnitudes(options: SpectrogramOptions): Magnitudes {
  const stft = createStft(options)
  const { sqrt } = Math
  return (samples, magnitudes) =>
    stft.eachPower(samples, (power, frame) => {
      const row = frame * stft.bins
      for (let bin = 0; bin < stft.bins; bin++) magnitudes[row + bin] = sqrt(power[bin])
    })
}

export function binWidthHz({ bins, sampleRateHz }: Spectrogram): number {
  return sampleRateHz / (2 * (bins - 1))
}
