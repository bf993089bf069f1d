import { spectralCentroid } from './spectral-centroid.ts'
import { binWidthHz, type Spectrogram } from './spectrogram.ts'

/**
 * [frames], Hz: the standard deviation of frequency about the centroid, weighed by magnitude
 * (`librosa.feature.spectral_bandwidth` with p = 2); 0 for silence.
 */
export function spectralBandwidth(
  spectrogram: Spectrogram,
  { centroidHz = spectralCentroid(spectrogram) }: { centroidHz?: Float32Array } = {},
): Float32Array {
  const { magnitudes, frames, bins } = spectrogram
  const binHz = binWidthHz(spectrogram)
  const bandwidthHz = new Float32Array(frames)
  for (let frame = 0, i = 0; frame < frames; frame++) {
    const centre = centroidHz[frame] / binHz
    let sum = 0
    let spread = 0
    for (let bin = 0; bin < bins; bin++, i++) {
      const distance = bin - centre
      sum += magnitudes[i]
      spread += magnitudes[i] * distance * distance
    }
    bandwidthHz[frame] = sum > 0 ? binHz * Math.sqrt(spread / sum) : 0
  }
  return bandwidthHz
}
