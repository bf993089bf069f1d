import { compileTruePeakKernel } from './true-peak-kernel.ts'

/** Finds the largest size within samples that lie in room of its own. */
export interface PeakScanner {
  samples: Float32Array
  /** Of the samples themselves; both ends are multiples of four. */
  atSamples(from: number, end: number): number
  /** Of the values that the filters give at the places from `from` on; both ends are multiples of eight. */
  betweenSamples(from: number, end: number): number
}

const { abs, max } = Math
const ROOM = 8192
const FLOAT_BYTES = 4

export function plainPeakScanner(phases: Float32Array[]): PeakScanner {
  const samples = new Float32Array(ROOM)
  return {
    samples,
    atSamples(from, end) {
      let peak = 0
      for (let i = from; i < end; i++) peak = max(peak, abs(samples[i]))
      return peak
    },
    betweenSamples(from, end) {
      let peak = 0
      for (const taps of phases) {
        for (let start = from; start < end; start++) peak = max(peak, abs(dot(taps, samples, start)))
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

/** Undefined where the machine's WebAssembly lacks vectors. */
export function vectorPeakScanner(phases: Float32Array[]): PeakScanner | undefined {
  const taps = phases[0]?.length ?? 0
  const kernel = compileTruePeakKernel({ taps, phases: phases.length })
  if (!kernel) return undefined
  const floats = new Float32Array(kernel.memory.buffer)
  const outAt = ROOM * FLOAT_BYTES
  const tapsAt = outAt + 4 * FLOAT_BYTES
  for (const [phase, values] of phases.entries()) {
    for (const [tap, value] of values.entries()) floats[tapsAt / FLOAT_BYTES + tap * phases.length + phase] = value
  }
  const out = floats.subarray(outAt / FLOAT_BYTES, outAt / FLOAT_BYTES + 4)
  const largest = () => max(max(out[0], out[1]), max(out[2], out[3]))
  return {
    samples: floats.subarray(0, ROOM),
    atSamples(from, end) {
      kernel.atSamples(from * FLOAT_BYTES, end * FLOAT_BYTES, outAt)
      return largest()
    },
    betweenSamples(from, end) {
      kernel.betweenSamples(from * FLOAT_BYTES, end * FLOAT_BYTES, tapsAt, outAt)
      return largest()
    },
  }
}
