import { createStft } from './stft.ts'

export const PITCH_CLASSES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const

const LOWEST_HZ = 55
const HIGHEST_HZ = 2000

/** How strongly each of the twelve pitch classes sounds on the whole, the strongest being 1; A is 440 Hz. Zeros for silence. */
export function meanChroma(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): Float64Array {
  const fftSize = 2 ** Math.ceil(Math.log2(sampleRateHz * 0.3))
  const stft = createStft({ fftSize, hopLength: fftSize / 4 })
  const classOf = pitchClassOfBins(stft.bins, sampleRateHz / fftSize)
  const chroma = new Float64Array(12)
  stft.eachPower(samples, (power) => {
    for (let bin = 0; bin < power.length; bin++) {
      const isPeak = power[bin] > power[bin - 1] && power[bin] > power[bin + 1]
      // The square root of magnitude keeps a loud bass note from drowning the chord.
      if (isPeak && classOf[bin] >= 0) chroma[classOf[bin]] += power[bin] ** 0.25
    }
  })
  const strongest = Math.max(...chroma)
  return strongest > 0 ? chroma.map((value) => value / strongest) : chroma
}

/** -1 outside the range in which pitch is clear. */
function pitchClassOfBins(bins: number, binHz: number): Int8Array {
  return Int8Array.from({ length: bins }, (_, bin) => {
    const hz = bin * binHz
    if (hz < LOWEST_HZ || hz > HIGHEST_HZ) return -1
    const semitonesFromC = Math.round(12 * Math.log2(hz / 440)) + 9
    return ((semitonesFromC % 12) + 12) % 12
  })
}
