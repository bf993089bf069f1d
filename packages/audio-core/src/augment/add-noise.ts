import type { Random } from './random.ts'
import { signalPower } from './signal-power.ts'

export interface AddNoiseOptions {
  /** Power of the sound over that of the noise. */
  snrDb: number
  /** White (the default) is equally strong at all frequencies, pink falls by 3 dB an octave, like most rooms. */
  colour?: 'white' | 'pink'
}

/** The sound with noise, whose power is exactly what was asked for. Silence stays silent. */
export function addNoise(
  samples: Float32Array,
  { snrDb, colour = 'white' }: AddNoiseOptions,
  random: Random,
): Float32Array {
  const noise = colour === 'pink' ? pinkNoise(samples.length, random) : whiteNoise(samples.length, random)
  const scale = Math.sqrt(signalPower(samples) / (signalPower(noise) || 1) / 10 ** (snrDb / 10))
  return samples.map((sample, i) => sample + scale * noise[i])
}

function whiteNoise(length: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => random() - 0.5)
}

/** Sums of first-order low-passes a factor of four apart: within 1 dB of −3 dB an octave from 20 Hz to 8 kHz at 22 kHz. */
function pinkNoise(length: number, random: Random): Float32Array {
  const poles = [0.9987, 0.9949, 0.9798, 0.9217, 0.7162, 0.1]
  const gains = poles.map((pole) => Math.sqrt(1 - pole))
  const state = new Float64Array(poles.length)
  return Float32Array.from({ length }, () => {
    const white = random() - 0.5
    let sum = 0
    for (let i = 0; i < poles.length; i++) {
      state[i] = poles[i] * state[i] + gains[i] * white
      sum += state[i]
    }
    return sum
  })
}
