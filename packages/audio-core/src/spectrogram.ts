import { createStft, type StftOptions } from './stft.ts'

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

/** A plan for `np.abs(librosa.stft(y, n_fft, hop_length))`, transposed. It owns scratch memory: one per thread of work. */
export function createSpectrogram(options: SpectrogramOptions): (samples: Float32Array) => Spectrogram {
  const stft = createStft(options)
  const { sqrt } = Math
  return (samples) => {
    const { bins } = stft
    const frames = stft.frameCount(samples.length)
    const magnitudes = new Float32Array(frames * bins)
    stft.eachPower(samples, (power, frame) => {
      const row = frame * bins
      for (let bin = 0; bin < bins; bin++) magnitudes[row + bin] = sqrt(power[bin])
    })
    return { magnitudes, frames, bins, sampleRateHz: options.sampleRateHz }
  }
}

export function binWidthHz({ bins, sampleRateHz }: Spectrogram): number {
  return sampleRateHz / (2 * (bins - 1))
}
