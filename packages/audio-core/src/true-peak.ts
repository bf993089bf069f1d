import { GROUP } from './true-peak-kernel.ts'
import { createPeakScanner, plainPeakScanner, REACH } from './true-peak-scanner.ts'

const { floor, max } = Math

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

/**
 * True peak after ITU-R BS.1770-4, annex 2: oversampled to at least 176.4 kHz, by a windowed sinc of 24 taps a phase
 * (the standard's has 12), which is within 0.05 dB up to 0.4 of the sample rate.
 */
export function createTruePeakMeter({ sampleRateHz, plain = false }: TruePeakOptions): TruePeakMeter {
  const factor = sampleRateHz >= 176400 ? 1 : sampleRateHz >= 88200 ? 2 : 4
  const phases = Array.from({ length: factor - 1 }, (_, i) => interpolator((i + 1) / factor))
  const { samples: room, scan } = plain ? plainPeakScanner(phases) : createPeakScanner(phases)
  let held = TAPS - 1
  let peak = 0

  /** Looks at whole groups only; the rest moves to the front, with what the next place reaches to. */
  function scanHeld(): void {
    const places = GROUP * floor(max(0, held - REACH + GROUP) / GROUP)
    if (places === 0) return
    peak = scan(places)
    room.copyWithin(0, places, held)
    held -= places
  }

  return {
    push(samples) {
      for (let at = 0; at < samples.length; ) {
        const part = samples.subarray(at, at + room.length - held)
        room.set(part, held)
        held += part.length
        at += part.length
        scanHeld()
      }
    },
    result() {
      this.push(new Float32Array(2 * REACH))
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
