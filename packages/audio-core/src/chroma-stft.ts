import { chromaFilterbank } from './chroma-filterbank.ts'
import { normaliseRows } from './normalise-rows.ts'
import type { Spectrogram } from './spectrogram.ts'
import { createTableProducts } from './table-products.ts'
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
  const table = chromaFilterbank({ sampleRateHz, fftSize: 2 * (bins - 1), tuning: inTune })
  const chroma = new Float32Array(frames * CLASSES)
  createTableProducts({ table, taps: bins })({
    frames,
    read(frame, power) {
      const row = frame * bins
      for (let bin = 0; bin < bins; bin++) power[bin] = magnitudes[row + bin] * magnitudes[row + bin]
    },
    out: chroma,
  })
  return normaliseRows(chroma, CLASSES, 'max')
}
