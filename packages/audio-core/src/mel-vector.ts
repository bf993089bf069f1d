import { type FftStage, planFftStages, unfoldTwiddles } from './fft-plan.ts'
import type { MelFilterbank } from './mel.ts'
import { compileMelKernel, type MelKernel } from './mel-kernel.ts'
import { periodicHann } from './stft.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

export interface VectorMelOptions {
  fftSize: number
  hopLength: number
  filterbank: MelFilterbank
}

/** Frames transformed together, one in each vector lane. */
const LANES = 4

/**
 * Fills `mel` [frames x bands] with the mel power of centred frames, by the WebAssembly kernel. Undefined where that
 * cannot be compiled.
 */
export function createVectorMel(
  options: VectorMelOptions,
): ((samples: Float32Array, mel: Float32Array) => void) | undefined {
  const { fftSize, hopLength, filterbank } = options
  const plan = planMemory(options)
  const kernel = compileMelKernel({ bytes: plan.bytes })
  if (!kernel) return undefined
  const heap = new Float32Array(kernel.memory.buffer)
  writeTables(kernel, plan, filterbank)
  const { bands } = filterbank
  const span = fftSize + (LANES - 1) * hopLength
  const input = heap.subarray(plan.samples / FLOAT_BYTES, plan.samples / FLOAT_BYTES + span)
  const output = heap.subarray(plan.mel / FLOAT_BYTES, plan.mel / FLOAT_BYTES + bands * LANES)

  return (samples, mel) => {
    const frames = mel.length / bands
    for (let frame = 0; frame < frames; frame += LANES) {
      copyPadded(samples, frame * hopLength - fftSize / 2, input)
      runKernel(kernel, plan, options)
      const lanes = Math.min(LANES, frames - frame)
      for (let lane = 0; lane < lanes; lane++) {
        const row = (frame + lane) * bands
        for (let band = 0; band < bands; band++) mel[row + band] = output[band * LANES + lane]
      }
    }
  }
}

/** Byte addresses of the tables and buffers. */
interface MemoryPlan {
  stages: (FftStage & { address: number })[]
  window: number
  unfold: number
  counts: number
  weights: number
  samples: number
  front: number
  back: number
  power: number
  mel: number
  bytes: number
}

function planMemory({ fftSize, hopLength, filterbank }: VectorMelOptions): MemoryPlan {
  let next = 0
  const take = (bytes: number) => {
    const address = next
    next += Math.ceil(bytes / VECTOR_BYTES) * VECTOR_BYTES
    return address
  }
  const addresses = {
    stages: planFftStages(fftSize / 2).map((stage) => ({
      ...stage,
      address: take(stage.twiddles.length * FLOAT_BYTES),
    })),
    window: take(fftSize * FLOAT_BYTES),
    unfold: take((fftSize / 2 + 2) * FLOAT_BYTES),
    counts: take(filterbank.bands * 2 * FLOAT_BYTES),
    weights: take((filterbank.weights.length + filterbank.bands) * FLOAT_BYTES),
    samples: take((fftSize + (LANES - 1) * hopLength) * FLOAT_BYTES),
    front: take(fftSize * VECTOR_BYTES),
    back: take(fftSize * VECTOR_BYTES),
    power: take((fftSize / 2 + 1) * VECTOR_BYTES),
    mel: take(filterbank.bands * VECTOR_BYTES),
  }
  return { ...addresses, bytes: next }
}

function writeTables({ memory }: MelKernel, plan: MemoryPlan, filterbank: MelFilterbank): void {
  const write = (address: number, values: ArrayLike<number>) =>
    new Float32Array(memory.buffer, address, values.length).set(values)
  for (const { address, twiddles } of plan.stages) write(address, twiddles)
  const fftSize = (filterbank.bins - 1) * 2
  write(plan.window, periodicHann(fftSize))
  write(plan.unfold, unfoldTwiddles(fftSize))
  const { counts, weights } = kernelFilterbank(filterbank, plan.weights)
  write(plan.weights, weights)
  new Int32Array(memory.buffer, plan.counts, counts.length).set(counts)
}

/** The kernel adds up at least one weight a band, so a band that lies between two bins gets a zero. */
function kernelFilterbank({ bands, starts, offsets, weights }: MelFilterbank, address: number) {
  const counts: number[] = []
  const padded: number[] = []
  for (let band = 0; band < bands; band++) {
    padded.push(...(offsets[band] === offsets[band + 1] ? [0] : weights.subarray(offsets[band], offsets[band + 1])))
    counts.push(starts[band] * VECTOR_BYTES, address + padded.length * FLOAT_BYTES)
  }
  return { counts, weights: padded }
}

function runKernel(kernel: MelKernel, plan: MemoryPlan, { fftSize, hopLength, filterbank }: VectorMelOptions): void {
  const half = (fftSize / 2) * 2 * VECTOR_BYTES
  kernel.gather(plan.samples, hopLength * FLOAT_BYTES, plan.window, plan.window + fftSize * FLOAT_BYTES, plan.front)
  let from = plan.front
  let to = plan.back
  for (const { radix, groups, stride, address } of plan.stages) {
    if (radix === 4) kernel.radix4(from, to, groups, stride * 2 * VECTOR_BYTES, address)
    else kernel.radix2(from, to, half / 2)
    const swap = from
    from = to
    to = swap
  }
  kernel.power(from, half, half / 2, plan.unfold, plan.power)
  kernel.bands(plan.power, plan.counts, plan.counts + filterbank.bands * 2 * FLOAT_BYTES, plan.weights, plan.mel)
}

/** `out` = the samples from `start` on, with zeros where there are none. */
function copyPadded(samples: Float32Array, start: number, out: Float32Array): void {
  const from = Math.max(0, start)
  const to = Math.min(samples.length, start + out.length)
  if (from === start && to === start + out.length) {
    out.set(samples.subarray(from, to))
    return
  }
  out.fill(0)
  if (to > from) out.set(samples.subarray(from, to), from - start)
}
