import { createRunningMedian } from './running-median.ts'

export interface HpssMaskOptions {
  /** Frequencies in a frame. */
  bins: number
  /** Frames over which a harmonic sound lasts, odd; 31 by default. */
  harmonicFrames?: number
  /** Bins over which a percussive sound spreads, odd; 31 by default. */
  percussiveBins?: number
  /** How sharply the masks part, 1 soft to infinite for all or nothing; 2 by default. */
  power?: number
}

/** Both [frames x bins], from 0 to 1; they add up to 1 everywhere. */
export interface HpssMasks {
  harmonic: Float32Array
  percussive: Float32Array
}

/**
 * Which share of a magnitude spectrogram [frames x bins] is harmonic, smooth in time, and which percussive, smooth in
 * frequency: medians along either axis, compared (Fitzgerald 2010). `librosa.decompose.hpss(S, mask=True)`, transposed.
 */
export function hpssMasks(magnitude: Float32Array, options: HpssMaskOptions): HpssMasks {
  const { bins, harmonicFrames = 31, percussiveBins = 31, power = 2 } = options
  const frames = magnitude.length / bins
  const harmonic = new Float32Array(magnitude.length)
  const percussive = new Float32Array(magnitude.length)
  const alongTime = createRunningMedian(harmonicFrames)
  const alongFrequency = createRunningMedian(percussiveBins)
  for (let bin = 0; bin < bins; bin++)
    alongTime({ values: magnitude, out: harmonic, from: bin, stride: bins, count: frames })
  for (let frame = 0; frame < frames; frame++)
    alongFrequency({ values: magnitude, out: percussive, from: frame * bins, stride: 1, count: bins })
  for (let i = 0; i < magnitude.length; i++) {
    harmonic[i] = share(harmonic[i], percussive[i], power)
    percussive[i] = 1 - harmonic[i]
  }
  return { harmonic, percussive }
}

/** Of `value` beside `other`; half where there is neither. */
function share(value: number, other: number, power: number): number {
  const larger = value > other ? value : other
  if (larger < 1.2e-38) return 0.5
  const a = (value / larger) ** power
  const b = (other / larger) ** power
  return a / (a + b)
}
