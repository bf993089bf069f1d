import { compileTruePeakKernel, GROUP } from './true-peak-kernel.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/** Finds the largest size within samples that lie in room of its own, and between them. */
export interface PeakScanner {
  samples: Float32Array
  /**
   * The largest so far, up to where the filters of the first `places` reach; a multiple of eight. Those places are not
   * looked at that cannot hold a larger one.
   */
  scan(places: number): number
}

const { abs, ceil, max, min } = Math
const ROOM = 8192
const TAPS_AT = ROOM * FLOAT_BYTES
/** The kernel's bound is rounded, and may be too low by less than this. */
const ROUNDING = 1e-5

/** Of filters whose taps sum up to 1. */
export function createPeakScanner(phases: Float32Array[]): PeakScanner {
  return vectorPeakScanner(phases) ?? plainPeakScanner(phases)
}

/** In double precision, and everywhere. */
export function plainPeakScanner(phases: Float32Array[]): PeakScanner {
  const samples = new Float32Array(ROOM)
  let peak = 0
  return {
    samples,
    scan(places) {
      for (let place = 0; place < places; place++) {
        peak = max(peak, abs(samples[place]))
        for (const taps of phases) peak = max(peak, abs(dot(taps, samples, place)))
      }
      return peak
    },
  }
}

function dot(taps: Float32Array, samples: Float32Array, start: number): number {
  let sum = 0
  for (let i = 0; i < taps.length; i++) sum += taps[i] * samples[start + i]
  return sum
}

/**
 * As taps sum up to 1, what lies between samples is at most their highest plus the range between highest and lowest as
 * many times as the negative taps are large together. Undefined where the machine's WebAssembly lacks vectors.
 */
function vectorPeakScanner(phases: Float32Array[]): PeakScanner | undefined {
  const taps = phases[0]?.length ?? 0
  const kernel = compileTruePeakKernel({ taps, phases: phases.length })
  if (!kernel) return undefined
  const floats = new Float32Array(kernel.memory.buffer)
  for (const [phase, values] of phases.entries()) {
    for (const [tap, value] of values.entries()) floats[ROOM + tap * phases.length + phase] = value
  }
  const overshootAt = TAPS_AT + VECTOR_BYTES * ceil((taps * phases.length) / 4)
  const peakAt = overshootAt + VECTOR_BYTES
  floats[overshootAt / FLOAT_BYTES] = max(0, ...phases.map(negativeSum)) + ROUNDING
  return {
    samples: floats.subarray(0, ROOM),
    scan(places) {
      kernel.scan(0, places * FLOAT_BYTES, TAPS_AT, overshootAt, peakAt)
      return floats[peakAt / FLOAT_BYTES]
    },
  }
}

function negativeSum(taps: Float32Array): number {
  return taps.reduce((sum, tap) => sum - min(0, tap), 0)
}

/** Samples from a place on that a scanner reads. */
export const REACH = 4 * GROUP
