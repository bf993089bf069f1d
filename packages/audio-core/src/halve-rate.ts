/** Halves the rate of a mono sound that arrives in pieces. The first output lies where the first input does. */
export type RateHalver = (samples: Float32Array) => Float32Array

/** Pairs of taps beside the middle one, two samples apart: those between are zero in a half-band filter. */
const PAIRS = { narrow: 8, wide: 4 }

const { cos, PI, sin } = Math

/**
 * Half-band low-pass and every second sample, where the resampler's sharp filter is not needed: what lies below 0.16 of
 * the old rate passes unchanged, and what would fold onto it is 70 dB down. With a wide transition, at half the cost,
 * that holds below 0.08. The end of the sound, up to 15 samples, stays inside.
 */
export function createRateHalver({ transition }: { transition: 'narrow' | 'wide' }): RateHalver {
  const pairs = PAIRS[transition]
  const reach = 2 * pairs - 1
  const taps = Float64Array.from({ length: pairs }, (_, pair) => halfBandTap(2 * pair + 1, reach))
  let held = new Float32Array(reach)

  return (samples) => {
    const input = new Float32Array(held.length + samples.length)
    input.set(held)
    input.set(samples, held.length)
    const out = new Float32Array(Math.max(0, Math.floor((input.length - 2 * reach + 1) / 2)))
    for (let i = 0; i < out.length; i++) {
      const middle = 2 * i + reach
      let sum = 0.5 * input[middle]
      for (let pair = 0; pair < pairs; pair++) {
        const distance = 2 * pair + 1
        sum += taps[pair] * (input[middle - distance] + input[middle + distance])
      }
      out[i] = sum
    }
    held = input.slice(2 * out.length)
    return out
  }
}

/** A sinc under a Blackman window. */
function halfBandTap(distance: number, reach: number): number {
  const turn = (PI * distance) / (reach + 1)
  const window = 0.42 + 0.5 * cos(turn) + 0.08 * cos(2 * turn)
  return (window * sin((PI * distance) / 2)) / (PI * distance)
}
