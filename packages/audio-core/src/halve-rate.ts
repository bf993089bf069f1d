/** Halves the rate of a mono sound that arrives in pieces. The first output lies where the first input does. */
export type RateHalver = (samples: Float32Array) => Float32Array

/** Taps beside the middle one, which lie two samples apart: those between are zero in a half-band filter. */
const PAIRS = 8
const REACH = 2 * PAIRS - 1

const { cos, PI, sin } = Math

/**
 * Half-band low-pass and every second sample, where the resampler's sharp filter is not needed: what lies below 0.16 of
 * the old rate passes unchanged, and what would fold onto it is 70 dB down. The end of the sound, 15 samples, stays inside.
 */
export function createRateHalver(): RateHalver {
  const taps = Float64Array.from({ length: PAIRS }, (_, pair) => halfBandTap(2 * pair + 1))
  let held = new Float32Array(REACH)

  return (samples) => {
    const input = new Float32Array(held.length + samples.length)
    input.set(held)
    input.set(samples, held.length)
    const out = new Float32Array(Math.max(0, Math.floor((input.length - 2 * REACH + 1) / 2)))
    for (let i = 0; i < out.length; i++) {
      const middle = 2 * i + REACH
      let sum = 0.5 * input[middle]
      for (let pair = 0; pair < PAIRS; pair++) {
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
function halfBandTap(distance: number): number {
  const turn = (PI * distance) / (REACH + 1)
  const window = 0.42 + 0.5 * cos(turn) + 0.08 * cos(2 * turn)
  return (window * sin((PI * distance) / 2)) / (PI * distance)
}
