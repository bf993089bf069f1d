import { compileDecimateKernel, type DecimateKernel } from './decimate-kernel.ts'
import { POINT_BYTES } from './fft-kernel.ts'
import { type FftStage, planFftStages } from './fft-plan.ts'
import { complexBins, createRealFft } from './real-fft.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

export interface LowPass {
  /** An odd number, the same backwards. */
  taps: Float64Array
  /** Every so manieth sample of what passes is kept: 1, 2, 4 or 8. */
  factor: number
}

/** Filters a stretch of sound and keeps every so manieth sample. */
export interface DecimateRound {
  /** To be filled before each run: `lead` samples from before the first output's place, then the sound from there on. */
  input: Float32Array
  lead: number
  /** How many outputs a run has. */
  outputs: number
  run(): Float32Array
}

/** Stretches that are filtered together. */
const STRETCHES = 8
const POINT_FLOATS = POINT_BYTES / FLOAT_BYTES
const { ceil, floor, log2, max } = Math

/**
 * By fast convolution (overlap-save), whose cost hardly grows with the taps; bins beyond the new rate are never
 * transformed back. In single precision. Undefined where the machine's WebAssembly lacks vectors.
 */
export function vectorRound({ taps, factor }: LowPass): DecimateRound | undefined {
  const points = fftPoints(taps.length, factor)
  const kept = points / factor
  const firstOutput = ceil((taps.length - 1) / 2 / factor)
  const stretchOutputs = kept - 2 * firstOutput
  const hop = stretchOutputs * factor
  const span = (STRETCHES - 1) * hop + points
  const take = createAllocator()
  const forward = planPasses(points, take)
  const backward = planPasses(kept, take)
  const [gainsAt, samplesAt, frontAt, backAt, outAt] = [
    take(kept),
    take(span),
    take(points * POINT_FLOATS),
    take(points * POINT_FLOATS),
    take(STRETCHES * stretchOutputs),
  ]
  const kernel = compileDecimateKernel({ bytes: take(0) })
  if (!kernel) return undefined
  const floatsAt = (address: number, count: number) => new Float32Array(kernel.memory.buffer, address, count)
  for (const { twiddles, twiddlesAt } of [...forward, ...backward]) floatsAt(twiddlesAt, twiddles.length).set(twiddles)
  floatsAt(gainsAt, kept).set(gainsOfBins(taps, { points, kept }))
  const half = (kept / 2) * POINT_BYTES
  const output = floatsAt(outAt, STRETCHES * stretchOutputs)

  return {
    input: floatsAt(samplesAt, span),
    lead: firstOutput * factor,
    outputs: output.length,
    run() {
      kernel.gather(samplesAt, hop * FLOAT_BYTES, frontAt, frontAt + points * POINT_BYTES)
      const spectrum = transform(kernel, forward, { from: frontAt, to: backAt })
      const weighed = spectrum === frontAt ? backAt : frontAt
      kernel.weigh(spectrum, spectrum + half, gainsAt, weighed)
      const upper = spectrum + points * POINT_BYTES
      kernel.weigh(upper - half, upper, gainsAt + (kept / 2) * FLOAT_BYTES, weighed + half)
      const sound = transform(kernel, backward, { from: weighed, to: spectrum }) + firstOutput * POINT_BYTES
      kernel.scatter(sound, sound + stretchOutputs * POINT_BYTES, stretchOutputs * FLOAT_BYTES, outAt)
      return output
    },
  }
}

interface Pass extends FftStage {
  twiddlesAt: number
}

function planPasses(points: number, take: (floats: number) => number): Pass[] {
  return planFftStages(points).map((stage) => ({ ...stage, twiddlesAt: take(stage.twiddles.length) }))
}

/** Returns where the result lies, which is one of the two places. */
function transform(kernel: DecimateKernel, passes: Pass[], { from, to }: { from: number; to: number }): number {
  for (const { radix, groups, stride, twiddlesAt } of passes) {
    if (radix === 4) kernel.radix4(from, to, groups, stride * POINT_BYTES, twiddlesAt)
    else kernel.radix2(from, to, stride * POINT_BYTES)
    const swap = from
    from = to
    to = swap
  }
  return from
}

/** Several times the taps, so that little is computed twice, and yet little enough to stay in a near cache. */
function fftPoints(taps: number, factor: number): number {
  return max(1024, 8 * factor, 2 ** ceil(log2(3 * taps)))
}

/** The taps' spectrum, which is real about their middle, at the bins that are kept; scaled for the way back. */
function gainsOfBins(taps: Float64Array, { points, kept }: { points: number; kept: number }): Float64Array {
  const middle = (taps.length - 1) / 2
  const circle = new Float32Array(points)
  for (let i = 0; i < taps.length; i++) circle[(i - middle + points) % points] = taps[i]
  const spectrum = complexBins(points)
  createRealFft(new Float64Array(points).fill(1)).spectrum(circle, 0, spectrum)
  return Float64Array.from({ length: kept }, (_, k) => spectrum.re[k < kept / 2 ? k : kept - k] / points)
}

/** Addresses one after the other; the argument counts floats. */
function createAllocator(): (floats: number) => number {
  let next = 0
  return (floats) => {
    const address = next
    next += ceil((floats * FLOAT_BYTES) / VECTOR_BYTES) * VECTOR_BYTES
    return address
  }
}

const PLAIN_OUTPUTS = 1024

/** The same in double precision, tap by tap. */
export function plainRound({ taps, factor }: LowPass): DecimateRound {
  const lead = factor * ceil((taps.length - 1) / 2 / factor)
  const early = lead - floor(taps.length / 2)
  const input = new Float32Array(PLAIN_OUTPUTS * factor + 2 * lead)
  const output = new Float32Array(PLAIN_OUTPUTS)
  return {
    input,
    lead,
    outputs: PLAIN_OUTPUTS,
    run() {
      for (let k = 0; k < PLAIN_OUTPUTS; k++) {
        let sum = 0
        for (let i = 0, at = k * factor + early; i < taps.length; i++, at++) sum += taps[i] * input[at]
        output[k] = sum
      }
      return output
    },
  }
}
