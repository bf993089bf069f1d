import { createDotProducts } from './dot-products.ts'
import { bessel0 } from './resample-filter.ts'

/** Taps on each side of the middle one. */
const SIDE_TAPS = 195
/** Where half of the amplitude is left, as a share of the new Nyquist frequency. */
const CUTOFF = 0.95687
const KAISER_BETA = 13.1
/** Without the zeros at its end; dot products take multiples of eight. */
const TAPS = 8 * Math.ceil((2 * SIDE_TAPS + 1) / 8)

/** Outputs for which a tap is read once. */
const REPEATS = 6
const STARTS = 512
const OUTPUTS = STARTS * REPEATS

/**
 * Takes every second sample of what a low-pass lets through: ceil(length / 2) samples, without delay, sample k at the
 * place of sample 2k, zeros before and after the sound. The low-pass is a Kaiser-windowed sinc of the same shape as in
 * librosa's resampler (soxr at high quality): flat to 0.91 of the new Nyquist frequency, 125 dB down at it and beyond. A
 * shorter one does not do for a constant-Q transform: its filters, thinned out as they are, hear 1 % of what lies far
 * from their pitch, aliases included, and what the low-pass makes of a sound's sudden beginning and end. A plan: it
 * owns scratch memory.
 */
export function createSharpRateHalver(): (samples: Float32Array) => Float32Array {
  const inputLength = 2 * OUTPUTS + TAPS
  const shape = { rows: 1, row: lowPass, taps: TAPS, inputLength, starts: STARTS, repeats: REPEATS, stride: 2 }
  const products = createDotProducts(shape)
  const starts = Int32Array.from({ length: STARTS }, (_, i) => i * REPEATS * 2)
  const rows = new Int32Array(STARTS)
  const block = new Float32Array(inputLength)
  const sums = new Float64Array(OUTPUTS)

  return (samples) => {
    const halved = new Float32Array(Math.ceil(samples.length / 2))
    for (let first = 0; first < halved.length; first += OUTPUTS) {
      const from = 2 * first - SIDE_TAPS
      block.fill(0)
      block.set(samples.subarray(Math.max(0, from), from + inputLength), Math.max(0, -from))
      const count = Math.min(OUTPUTS, halved.length - first)
      const used = Math.ceil(count / REPEATS)
      products.run(block, starts.subarray(0, used), rows.subarray(0, used), sums)
      halved.set(sums.subarray(0, count), first)
    }
    return halved
  }
}

function lowPass(): Float32Array {
  const { PI, sin, sqrt } = Math
  const taps = new Float64Array(TAPS)
  for (let i = 0; i <= 2 * SIDE_TAPS; i++) {
    const distance = i - SIDE_TAPS
    const angle = (PI * CUTOFF * distance) / 2
    const window = bessel0(KAISER_BETA * sqrt(1 - (distance / SIDE_TAPS) ** 2))
    taps[i] = window * (distance === 0 ? 1 : sin(angle) / angle)
  }
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return Float32Array.from(taps, (tap) => tap / sum)
}
