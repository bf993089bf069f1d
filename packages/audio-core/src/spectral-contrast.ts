import { powerToDb } from './decibels.ts'
import { binWidthHz, type Spectrogram } from './spectrogram.ts'

export interface SpectralContrastOptions {
  /** Upper edge of the lowest band; every further band is an octave. */
  minHz?: number
  /** Octaves above the lowest band. */
  octaves?: number
  /** Share of a band's bins that counts as its peak, and as its valley. */
  share?: number
}

interface Band {
  from: number
  /** The bin after the last. */
  to: number
  /** Bins that are its peak, and as many that are its valley. */
  extremes: number
}

/**
 * [frames x (octaves + 1)], dB: how far the peaks of each band stand out from its valleys (Jiang et al. 2002;
 * `librosa.feature.spectral_contrast`). Throws a RangeError if the highest band begins above half the sample rate.
 */
export function spectralContrast(spectrogram: Spectrogram, options: SpectralContrastOptions = {}): Float32Array {
  const { magnitudes, frames, bins } = spectrogram
  const bands = contrastBands(spectrogram, options)
  const width = bands.length
  const peaks = new Float32Array(frames * width)
  const valleys = new Float32Array(frames * width)
  for (const [b, { from, to, extremes }] of bands.entries()) {
    const meanExtremes = createMeanExtremes(extremes)
    for (let frame = 0; frame < frames; frame++) {
      const { low, high } = meanExtremes(magnitudes, frame * bins + from, frame * bins + to)
      valleys[frame * width + b] = low
      peaks[frame * width + b] = high
    }
  }
  const valleysDb = powerToDb(valleys)
  return powerToDb(peaks).map((peakDb, i) => peakDb - valleysDb[i])
}

/** A band takes in the bin below its lower edge; all but the highest leave out their own last bin, but count it. */
function contrastBands(spectrogram: Spectrogram, options: SpectralContrastOptions): Band[] {
  const { minHz = 200, octaves = 6, share = 0.02 } = options
  const { bins } = spectrogram
  const binHz = binWidthHz(spectrogram)
  return Array.from({ length: octaves + 1 }, (_, band) => {
    const isHighest = band === octaves
    const lowHz = band === 0 ? 0 : minHz * 2 ** (band - 1)
    const inside = Math.ceil(lowHz / binHz)
    const last = isHighest ? bins - 1 : Math.floor((minHz * 2 ** band) / binHz)
    const from = band === 0 ? 0 : inside - 1
    if (inside >= last || last >= bins)
      throw new RangeError(`the band from ${lowHz} Hz has no bins at ${spectrogram.sampleRateHz} samples a second`)
    const extremes = Math.max(1, roundHalfToEven(share * (last - from + 1)))
    return { from, to: isHighest ? last + 1 : last, extremes }
  })
}

/** Means of the `count` smallest and largest of a stretch; the answer object is used again. */
function createMeanExtremes(count: number) {
  const smallest = new Float64Array(count)
  const largest = new Float64Array(count)
  const answer = { low: 0, high: 0 }

  return (values: Float32Array, first: number, end: number) => {
    smallest.fill(Number.POSITIVE_INFINITY)
    largest.fill(Number.NEGATIVE_INFINITY)
    let upTo = Number.POSITIVE_INFINITY
    let from = Number.NEGATIVE_INFINITY
    for (let i = first; i < end; i++) {
      const value = values[i]
      if (value < upTo) upTo = insertAscending(smallest, value)
      if (value > from) from = insertDescending(largest, value)
    }
    answer.low = mean(smallest)
    answer.high = mean(largest)
    return answer
  }
}

/** Puts a value into its place, drops the largest, and returns the largest that is left. */
function insertAscending(sorted: Float64Array, value: number): number {
  let place = sorted.length - 1
  for (; place > 0 && sorted[place - 1] > value; place--) sorted[place] = sorted[place - 1]
  sorted[place] = value
  return sorted[sorted.length - 1]
}

/** Puts a value into its place, drops the smallest, and returns the smallest that is left. */
function insertDescending(sorted: Float64Array, value: number): number {
  let place = sorted.length - 1
  for (; place > 0 && sorted[place - 1] < value; place--) sorted[place] = sorted[place - 1]
  sorted[place] = value
  return sorted[sorted.length - 1]
}

function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}
