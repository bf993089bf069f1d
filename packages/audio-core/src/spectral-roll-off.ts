import { binWidthHz, type Spectrogram } from './spectrogram.ts'

/** [frames], Hz: the lowest bin up to which a share (0.85) of all magnitude lies (`librosa.feature.spectral_rolloff`). */
export function spectralRollOff(spectrogram: Spectrogram, { share = 0.85 }: { share?: number } = {}): Float32Array {
  const { magnitudes, frames, bins } = spectrogram
  const binHz = binWidthHz(spectrogram)
  const rollOffHz = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * bins
    let total = 0
    for (let i = row; i < row + bins; i++) total += magnitudes[i]
    let bin = 0
    for (let sum = magnitudes[row]; sum < share * total; sum += magnitudes[row + bin]) bin++
    rollOffHz[frame] = bin * binHz
  }
  return rollOffHz
}
