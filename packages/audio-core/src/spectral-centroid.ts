import { binWidthHz, type Spectrogram } from './spectrogram.ts'

/** [frames], Hz: where the middle of the spectrum's weight lies (`librosa.feature.spectral_centroid`); 0 for silence. */
export function spectralCentroid(spectrogram: Spectrogram): Float32Array {
  const { magnitudes, frames, bins } = spectrogram
  const binHz = binWidthHz(spectrogram)
  const centroidHz = new Float32Array(frames)
  for (let frame = 0, i = 0; frame < frames; frame++) {
    let sum = 0
    let moment = 0
    for (let bin = 0; bin < bins; bin++, i++) {
      sum += magnitudes[i]
      moment += bin * magnitudes[i]
    }
    centroidHz[frame] = sum > 0 ? (binHz * moment) / sum : 0
  }
  return centroidHz
}
