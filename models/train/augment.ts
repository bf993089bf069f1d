import { maskSpectrogram } from '@segue/audio-core/augment/mask-spectrogram'
import { gaussian, type Random } from './random.ts'

const MASKS = { frameMasks: 2, longestFrames: 20, bandMasks: 2, longestBands: 14 }

export type AugmentOptions = {
  bands: number
  frames: number
  topDb: number
  /** Whether parts are hidden too (SpecAugment). */
  masks: boolean
}

/**
 * Changes a segment in place ([frames x bands] dB from -topDb to 0) as a different recording or moment could have:
 * level, a smooth equaliser, a shift of pitch, then SpecAugment's masks (Park et al. 2019).
 */
export function augment(segment: Float32Array, options: AugmentOptions, random: Random): void {
  const { topDb } = options
  shiftBands(segment, options, Math.round(gaussian(random) * 1.2))
  const curve = equaliser(options.bands, random)
  const gainDb = gaussian(random) * 3
  for (let i = 0; i < segment.length; i++) {
    segment[i] = Math.max(-topDb, Math.min(0, segment[i] + gainDb + curve[i % options.bands]))
  }
  if (options.masks) maskSpectrogram(segment, { bands: options.bands, ...MASKS }, random)
}

/** dB per band: a tilt and two slow waves, a few dB each. */
function equaliser(bands: number, random: Random): Float32Array {
  const tilt = gaussian(random) * 3
  const waves = [1, 2].map(() => ({
    height: gaussian(random) * 1.5,
    phase: random() * 6.283,
    cycles: 0.5 + random() * 2,
  }))
  return Float32Array.from({ length: bands }, (_, band) => {
    const x = band / bands
    const ripple = waves.reduce(
      (sum, { height, phase, cycles }) => sum + height * Math.sin(phase + 6.283 * cycles * x),
      0,
    )
    return tilt * (x - 0.5) * 2 + ripple
  })
}

function shiftBands(segment: Float32Array, { bands, frames, topDb }: AugmentOptions, shift: number): void {
  if (shift === 0) return
  for (let frame = 0; frame < frames; frame++) {
    const row = segment.subarray(frame * bands, (frame + 1) * bands)
    if (shift > 0) row.copyWithin(shift, 0, bands - shift)
    else row.copyWithin(0, -shift, bands)
    row.fill(-topDb, shift > 0 ? 0 : bands + shift, shift > 0 ? shift : bands)
  }
}
