import type { Random } from './random.ts'

export interface MaskSpectrogramOptions {
  bands: number
  /** How many runs of frames, and of bands, are hidden, and how long each may be at most. */
  frameMasks: number
  longestFrames: number
  bandMasks: number
  longestBands: number
}

/**
 * SpecAugment's masks (Park et al. 2019), in place: runs of random length and place of a spectrogram [frames x bands]
 * are filled with its mean, first frames, then bands, by turns. Time warping, which the paper found to help least, is
 * left to stretch-time.ts.
 */
export function maskSpectrogram(spectrogram: Float32Array, options: MaskSpectrogramOptions, random: Random): void {
  const { bands, frameMasks, longestFrames, bandMasks, longestBands } = options
  const frames = spectrogram.length / bands
  const filling = spectrogram.reduce((sum, value) => sum + value, 0) / spectrogram.length
  for (let i = 0; i < Math.max(frameMasks, bandMasks); i++) {
    if (i < frameMasks) {
      const { start, end } = drawRun(frames, longestFrames, random)
      spectrogram.fill(filling, start * bands, end * bands)
    }
    if (i >= bandMasks) continue
    const { start, end } = drawRun(bands, longestBands, random)
    for (let frame = 0; frame < frames; frame++) spectrogram.fill(filling, frame * bands + start, frame * bands + end)
  }
}

function drawRun(size: number, longest: number, random: Random): { start: number; end: number } {
  const length = Math.min(size, Math.floor(random() * (longest + 1)))
  const start = Math.floor(random() * (size - length + 1))
  return { start, end: start + length }
}
