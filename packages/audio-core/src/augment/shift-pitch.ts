import { resample } from '../resample.ts'
import { stretchTime } from './stretch-time.ts'

export interface ShiftPitchOptions {
  sampleRateHz: number
  /** 12 to the octave; need not be whole. */
  semitones: number
}

/** Mono sound at another pitch and the same speed and length: stretched, then resampled. */
export function shiftPitch(samples: Float32Array, { sampleRateHz, semitones }: ShiftPitchOptions): Float32Array {
  const factor = 2 ** (semitones / 12)
  const fromHz = Math.round(sampleRateHz * factor)
  const stretched = stretchTime(samples, { rate: sampleRateHz / fromHz })
  const shifted = new Float32Array(samples.length)
  shifted.set(resample(stretched, { fromHz, toHz: sampleRateHz }).subarray(0, samples.length))
  return shifted
}
