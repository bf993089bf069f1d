import { chromaFilterbank } from './chroma-filterbank.ts'
import { normaliseRows } from './normalise-rows.ts'
import type { Spectrogram } from './spectrogram.ts'
import { estimateTuning } from './tuning.ts'

const CLASSES = 12

/**
 * [frames x 12], C first, the strongest class of a frame being 1: power by pitch class (`librosa.feature.chroma_stft`).
 * The tuning, in semitones, is estimated from the power spectrum unless it is given.
 */
export function chromaStft(
  { magnitudes, frames, bins, sampleRateHz }: Spectrogram,
  { tuning }: { tuning?: number } = {},
): Float32Array {
  const inTune = tuning ?? estimateTuning({ magnitudes, frames, bins, sampleRateHz }, { spectrum: 'power' })
  const weights = chromaFilterbank({ sampleRateHz, fftSize: 2 * (bins - 1), tuning: inTune })
  const chroma = new Float32Array(frames * CLASSES)
  const sums = new Float64Array(CLASSES)
  for (let frame = 0; frame < frames; frame++) {
    sums.fill(0)
    for (let bin = 0, w = 0; bin < bins; bin++) {
      const power = magnitudes[frame * bins + bin] ** 2
      for (let c = 0; c < CLASSES; c++) sums[c] += weights[w++] * power
    }
    chroma.set(sums, frame * CLASSES)
  }
  return normaliseRows(chroma, CLASSES, 'max')
}
