import { type ComplexBins, createRealFft } from './real-fft.ts'

export interface StftOptions {
  /** A power of two, from 8 on. */
  fftSize: number
  hopLength: number
  /**
   * What frames find before the first and after the last sample: zeros (the default) or the sound mirrored. Frame t is
   * then centred on sample t · hopLength. With `none` frame t begins there, and only whole frames count.
   */
  padding?: 'zeros' | 'reflect' | 'none'
  /** Each frame is multiplied by it; a periodic Hann window by default. */
  window?: Float32Array | Float64Array
}

/** A plan for short-time spectra. It owns scratch memory: use one per thread of work. */
export interface Stft {
  readonly fftSize: number
  readonly hopLength: number
  /** fftSize / 2 + 1. */
  readonly bins: number
  frameCount(sampleCount: number): number
  /** Calls `visit` with each frame's power spectrum [bins]; the array is reused for the next frame. */
  eachPower(samples: Float32Array, visit: (power: Float64Array, frame: number) => void): void
  /** Calls `visit` with each frame's complex spectrum [bins]; the arrays are reused for the next frame. */
  eachSpectrum(samples: Float32Array, spectrum: ComplexBins, visit: (frame: number) => void): void
  /** [frames x bins], row-major, |X|². */
  power(samples: Float32Array): Float32Array
}

/** Short-time Fourier transform by librosa's definition (`center=True`, `pad_mode='constant'` unless told otherwise). */
export function createStft({ fftSize, hopLength, padding = 'zeros', window }: StftOptions): Stft {
  if (!Number.isInteger(hopLength) || hopLength < 1)
    throw new RangeError(`hop length ${hopLength} is not a whole number from 1 on`)
  const bins = fftSize / 2 + 1
  const fft = createRealFft(window ?? periodicHann(fftSize))
  if (fft.size !== fftSize) throw new RangeError(`a window of ${fft.size} points does not fit frames of ${fftSize}`)
  const framePower = new Float64Array(bins)
  const edge = new Float32Array(fftSize)
  const pad = padding === 'reflect' ? mirrorPadded : zeroPadded
  const firstStart = padding === 'none' ? 0 : -fftSize / 2

  const frameCount = (sampleCount: number) =>
    Math.max(0, 1 + Math.floor((padding === 'none' ? sampleCount - fftSize : sampleCount) / hopLength))

  function eachFrame(
    samples: Float32Array,
    visit: (points: Float32Array, offset: number, frame: number) => void,
  ): void {
    const frames = frameCount(samples.length)
    for (let frame = 0; frame < frames; frame++) {
      const start = firstStart + frame * hopLength
      if (start >= 0 && start + fftSize <= samples.length) visit(samples, start, frame)
      else visit(pad(samples, start, edge), 0, frame)
    }
  }

  function eachPower(samples: Float32Array, visit: (power: Float64Array, frame: number) => void): void {
    eachFrame(samples, (points, offset, frame) => {
      fft.power(points, offset, framePower)
      visit(framePower, frame)
    })
  }

  return {
    fftSize,
    hopLength,
    bins,
    frameCount,
    eachPower,
    eachSpectrum(samples, spectrum, visit) {
      eachFrame(samples, (points, offset, frame) => {
        fft.spectrum(points, offset, spectrum)
        visit(frame)
      })
    },
    power(samples) {
      const all = new Float32Array(frameCount(samples.length) * bins)
      eachPower(samples, (power, frame) => all.set(power, frame * bins))
      return all
    },
  }
}

/** The Hann window whose next sample would be its first: for spectra, not for filters. */
export function periodicHann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length))
}

/** `frame`, filled with the samples from `start` on, and with zeros where there are none. */
export function zeroPadded(samples: Float32Array, start: number, frame: Float32Array): Float32Array {
  const from = Math.max(0, start)
  const to = Math.min(samples.length, start + frame.length)
  if (to - from < frame.length) frame.fill(0)
  if (to > from) frame.set(samples.subarray(from, to), from - start)
  return frame
}

/** The same with the sound between two mirrors, which do not repeat its first and last samples. */
export function mirrorPadded(samples: Float32Array, start: number, frame: Float32Array): Float32Array {
  if (start >= 0 && start + frame.length <= samples.length) return zeroPadded(samples, start, frame)
  const last = samples.length - 1
  const period = Math.max(1, 2 * last)
  for (let i = 0; i < frame.length; i++) {
    const place = (((start + i) % period) + period) % period
    frame[i] = samples[Math.min(place, period - place)] ?? 0
  }
  return frame
}
