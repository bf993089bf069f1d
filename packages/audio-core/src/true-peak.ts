/** The largest absolute value between and at the samples of one channel that comes in pieces. */
export interface TruePeakMeter {
  push(samples: Float32Array): void
  /** Linear; 1 is full scale. */
  result(): number
}

const { abs, max } = Math
const HALF = 12
const TAPS = 2 * HALF

/**
 * True peak after ITU-R BS.1770-4, annex 2: oversampled to at least 176.4 kHz, by a windowed sinc of 24 taps a phase
 * (the standard's has 12), which is within 0.05 dB up to 0.4 of the sample rate. Stretches that are too quiet to hold
 * the peak, whatever lies between their samples, are passed over.
 */
export function createTruePeakMeter(sampleRateHz: number): TruePeakMeter {
  const factor = sampleRateHz >= 176400 ? 1 : sampleRateHz >= 88200 ? 2 : 4
  const phases = Array.from({ length: factor - 1 }, (_, i) => interpolator((i + 1) / factor))
  const mostGain = Math.max(1, ...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)))
  let held = new Float32Array(TAPS - 1)
  let peak = 0

  function scan(samples: Float32Array): void {
    for (let from = 0; from + TAPS <= samples.length; from += TAPS) {
      const reach = Math.min(samples.length, from + 2 * TAPS)
      let loudest = 0
      for (let i = from; i < reach; i++) loudest = larger(loudest, samples[i])
      peak = larger(peak, loudest)
      if (loudest * mostGain <= peak) continue
      const places = Math.min(TAPS, samples.length - TAPS + 1 - from)
      for (const taps of phases) {
        for (let start = from; start < from + places; start++) peak = larger(peak, dot(taps, samples, start))
      }
    }
  }

  return {
    push(samples) {
      const joined = new Float32Array(held.length + samples.length)
      joined.set(held)
      joined.set(samples, held.length)
      scan(joined)
      held = joined.slice(-(TAPS - 1))
    },
    result() {
      const end = new Float32Array(held.length + TAPS)
      end.set(held)
      scan(end)
      return peak
    },
  }
}

/** The value `fraction` of a sample after the tap HALF - 1; Hann-shaped window, gain one at 0 Hz. */
function interpolator(fraction: number): Float64Array {
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const distance = i - (HALF - 1) - fraction
    const window = Math.cos((Math.PI * distance) / (2 * HALF)) ** 2
    return (window * Math.sin(Math.PI * distance)) / (Math.PI * distance)
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

function larger(peak: number, value: number): number {
  return max(peak, abs(value))
}

function dot(taps: Float64Array, samples: Float32Array, start: number): number {
  let sum = 0
  for (let i = 0; i < TAPS; i++) sum += taps[i] * samples[start + i]
  return sum
}
