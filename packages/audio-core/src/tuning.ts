import { medianInPlace } from './median.ts'
import { binWidthHz, type Spectrogram } from './spectrogram.ts'

export interface TuningOptions {
  /** Whether peaks are sought and interpolated in |X| or in |X|²; magnitude by default. */
  spectrum?: 'magnitude' | 'power'
  binsPerOctave?: number
}

const MIN_HZ = 150
const MAX_HZ = 4000
/** A peak is at least this share of its frame's loudest bin. */
const PEAK_SHARE = 0.1
/** In shares of a bin. */
const RESOLUTION = 0.01
const A0_HZ = 27.5

/**
 * How far the sound's notes lie from A = 440 Hz, in shares of a pitch bin from -0.5 to 0.5: the commonest deviation of
 * the louder half of all spectral peaks (`librosa.estimate_tuning`). 0 where there are no peaks.
 */
export function estimateTuning(spectrogram: Spectrogram, options: TuningOptions = {}): number {
  const { binsPerOctave = 12 } = options
  const { hz, heights } = spectralPeaks(spectrogram, options)
  const threshold = medianInPlace(heights.slice())
  const counts = new Uint32Array(1 / RESOLUTION)
  const scale = binsPerOctave / Math.LN2
  for (let i = 0; i < hz.length; i++) {
    if (heights[i] < threshold) continue
    const deviation = scale * log(hz[i] / A0_HZ)
    const cell = floor((deviation - round(deviation) + 0.5) / RESOLUTION)
    counts[min(cell, counts.length - 1)]++
  }
  const commonest = counts.indexOf(counts.reduce((most, count) => max(most, count), 0))
  return hz.length === 0 ? 0 : commonest * RESOLUTION - 0.5
}

const { abs, floor, log, max, min, round } = Math

/** All local maxima of all frames, as a parabola through three bins places them (`librosa.piptrack`). */
function spectralPeaks(spectrogram: Spectrogram, { spectrum = 'magnitude' }: TuningOptions) {
  const { magnitudes, frames, bins } = spectrogram
  const binHz = binWidthHz(spectrogram)
  const first = Math.max(1, Math.ceil(MIN_HZ / binHz))
  const end = Math.min(bins - 1, Math.ceil(MAX_HZ / binHz))
  const capacity = frames * Math.max(0, Math.ceil((end - first) / 2))
  const hz = new Float32Array(capacity)
  const heights = new Float32Array(capacity)
  const isPower = spectrum === 'power'
  let count = 0
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * bins
    const threshold = peakThreshold(magnitudes, row, row + bins, isPower)
    for (let bin = first; bin < end; bin++) {
      const middle = magnitudes[row + bin]
      if (middle <= threshold || middle <= magnitudes[row + bin - 1] || middle < magnitudes[row + bin + 1]) continue
      const left = isPower ? magnitudes[row + bin - 1] ** 2 : magnitudes[row + bin - 1]
      const right = isPower ? magnitudes[row + bin + 1] ** 2 : magnitudes[row + bin + 1]
      const height = isPower ? middle ** 2 : middle
      const curvature = left + right - 2 * height
      const slope = (right - left) / 2
      const shift = abs(slope) >= abs(curvature) ? 0 : -slope / curvature
      hz[count] = (bin + shift) * binHz
      heights[count++] = height + 0.5 * slope * shift
    }
  }
  return { hz: hz.subarray(0, count), heights: heights.subarray(0, count) }
}

/** As a magnitude: power is a tenth where magnitude is the root of a tenth. */
function peakThreshold(magnitudes: Float32Array, from: number, to: number, isPower: boolean): number {
  let loudest = 0
  for (let i = from; i < to; i++) if (magnitudes[i] > loudest) loudest = magnitudes[i]
  return loudest * (isPower ? Math.sqrt(PEAK_SHARE) : PEAK_SHARE)
}
