import { createRealFft } from './real-fft.ts'
import { createSampleBlocks } from './sample-blocks.ts'
import { periodicHann } from './stft.ts'

/** Takes mono samples in pieces of any length; the result depends on the sound alone. */
export interface PitchMeter {
  push(samples: Float32Array): void
  /** How strongly each of the twelve pitch classes, from C on, sounded on the whole. Afterwards the meter is spent. */
  result(): Float64Array
}

const LOWEST_HZ = 55
const HIGHEST_HZ = 2000

export function createPitchMeter({ sampleRateHz }: { sampleRateHz: number }): PitchMeter {
  const fftSize = 2 ** Math.ceil(Math.log2(sampleRateHz * 0.3))
  const fft = createRealFft(periodicHann(fftSize))
  const power = new Float64Array(fftSize / 2 + 1)
  const classOf = pitchClassOfBins(power.length, sampleRateHz / fftSize)
  const chroma = new Float64Array(12)
  const blocks = createSampleBlocks({ blockLength: fftSize, blockHop: fftSize / 4, padding: fftSize / 2 }, (block) => {
    fft.power(block, 0, power)
    for (let bin = 1; bin < power.length - 1; bin++) {
      const isPeak = power[bin] > power[bin - 1] && power[bin] > power[bin + 1]
      if (isPeak && classOf[bin] >= 0) chroma[classOf[bin]] += power[bin] ** 0.25
    }
  })
  return {
    push: blocks.push,
    result() {
      blocks.flush()
      return chroma
    },
  }
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
