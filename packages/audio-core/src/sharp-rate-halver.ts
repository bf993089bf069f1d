import { createDecimator } from './decimate.ts'
import { joinSamples } from './join-samples.ts'
import { bessel0 } from './low-pass-filter.ts'

/** Taps on each side of the middle one. */
const SIDE_TAPS = 195
/** Where half of the amplitude is left, as a share of the new Nyquist frequency. */
const CUTOFF = 0.95687
const KAISER_BETA = 13.1

/**
 * Takes every second sample of what a low-pass lets through: ceil(length / 2) samples, without delay, sample k at the
 * place of sample 2k, zeros before and after the sound. The low-pass is a Kaiser-windowed sinc of the same shape as in
 * librosa's resampler (soxr at high quality): flat to 0.91 of the new Nyquist frequency, 125 dB down at it and beyond. A
 * shorter one does not do for a constant-Q transform: its filters, thinned out as they are, hear 1 % of what lies far
 * from their pitch, aliases included, and what the low-pass makes of a sound's sudden beginning and end. A plan: it
 * owns scratch memory.
 */
export function createSharpRateHalver(): (samples: Float32Array) => Float32Array {
  const decimator = createDecimator({ taps: lowPass(), factor: 2 })
  return (samples) => joinSamples(decimator.push(samples), decimator.flush())
}

function lowPass(): Float64Array {
  const { PI, sin, sqrt } = Math
  const taps = new Float64Array(2 * SIDE_TAPS + 1)
  for (let i = 0; i <= 2 * SIDE_TAPS; i++) {
    const distance = i - SIDE_TAPS
    const angle = (PI * CUTOFF * distance) / 2
    const window = bessel0(KAISER_BETA * sqrt(1 - (distance / SIDE_TAPS) ** 2))
    taps[i] = window * (distance === 0 ? 1 : sin(angle) / angle)
  }
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}
