import { type PeakScanner, plainPeakScanner, vectorPeakScanner } from './true-peak-scanner.ts'

/** The largest absolute value between and at the samples of one channel that comes in pieces. */
export interface TruePeakMeter {
  push(samples: Float32Array): void
  /** Linear; 1 is full scale. Afterwards the meter is spent. */
  result(): number
}

export interface TruePeakOptions {
  sampleRateHz: number
  /** Without WebAssembly's vectors, which are used by default where there are any. */
  plain?: boolean
}

const HALF = 12
const TAPS = 2 * HALF
/** So many places are looked at together. */
const BLOCK = 64

/**
 * True peak after ITU-R BS.1770-4, annex 2: oversampled to at least 176.4 kHz, by a windowed sinc of 24 taps a phase
 * (the standard's has 12), which is within 0.05 dB up to 0.4 of the sample rate. What lies between samples is at most
 * the largest of them times the sum of the sizes of the filter's taps: a stretch that cannot hold the peak is passed
 * over, which is exact.
 */
export function createTruePeakMeter({ sampleRateHz, plain = false }: TruePeakOptions): TruePeakMeter {
  const factor = sampleRateHz >= 176400 ? 1 : sampleRateHz >= 88200 ? 2 : 4
  const phases = Array.from({ length: factor - 1 }, (_, i) => interpolator((i + 1) / factor))
  const mostGain = Math.max(1, ...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)))
  const scanner = (plain ? undefined : vectorPeakScanner(phases)) ?? plainPeakScanner(phases)
  return meterOf(scanner, { mostGain, isOversampled: factor > 1 })
}

function meterOf(
  { samples: room, atSamples, betweenSamples }: PeakScanner,
  { mostGain, isOversampled }: { mostGain: number; isOversampled: boolean },
): TruePeakMeter {
  let held = TAPS - 1
  let peak = 0

  function scanBlock(from: number): void {
    const loudest = atSamples(from, from + BLOCK + TAPS)
    if (loudest > peak) peak = loudest
    if (!isOversampled || loudest * mostGain <= peak) return
    const between = betweenSamples(from, from + BLOCK)
    if (between > peak) peak = between
  }

  /** Looks at whole blocks only; the rest moves to the front, with what the next place reaches back to. */
  function scan(): void {
    let from = 0
    for (; from + BLOCK + TAPS <= held; from += BLOCK) scanBlock(from)
    room.copyWithin(0, from, held)
    held -= from
  }

  return {
    push(samples) {
      for (let at = 0; at < samples.length; ) {
        const part = samples.subarray(at, at + room.length - held)
        room.set(part, held)
        held += part.length
        at += part.length
        scan()
      }
    },
    result() {
      this.push(new Float32Array(BLOCK + 2 * TAPS))
      return peak
    },
  }
}

/** The value `fraction` of a sample after the tap HALF - 1; Hann-shaped window, gain one at 0 Hz. */
function interpolator(fraction: number): Float32Array {
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const distance = i - (HALF - 1) - fraction
    const window = Math.cos((Math.PI * distance) / (2 * HALF)) ** 2
    return (window * Math.sin(Math.PI * distance)) / (Math.PI * distance)
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return Float32Array.from(taps, (tap) => tap / sum)
}
