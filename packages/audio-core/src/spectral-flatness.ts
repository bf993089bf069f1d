import type { Spectrogram } from './spectrogram.ts'

/** Power below this counts as this. */
const SMALLEST_POWER = 1e-10

/** [frames]: geometric over arithmetic mean of power, 1 for a flat spectrum and for silence (`librosa.feature.spectral_flatness`). */
export function spectralFlatness({ magnitudes, frames, bins }: Spectrogram): Float32Array {
  const { exp, log, max } = Math
  const flatness = new Float32Array(frames)
  for (let frame = 0, i = 0; frame < frames; frame++) {
    let sum = 0
    let logSum = 0
    for (let bin = 0; bin < bins; bin++, i++) {
      const power = max(SMALLEST_POWER, magnitudes[i] * magnitudes[i])
      sum += power
      logSum += log(power)
    }
    flatness[frame] = (exp(logSum / bins) * bins) / sum
  }
  return flatness
}
