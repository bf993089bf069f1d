import { LANES, NUMBER_BYTES, type Precision } from './fft-kernel.ts'
import { type FftStage, planFftStages, unfoldTwiddles } from './fft-plan.ts'
import { compileSpectraKernel, type SpectraKernel } from './spectra-kernel.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

export interface VectorSpectraOptions {
  /** As many weights as a frame has points: a power of two. */
  window: ArrayLike<number>
  hopLength: number
  precision: Precision
  /** Floats of further room that is asked for. */
  room: number
}

/** Some frames at a time, one in each vector lane. */

export interface VectorSpectra {
  kernel: SpectraKernel
  /** Frames at a time: four in single precision, two in double. */
  lanes: number
  /** [fftSize + (lanes - 1) · hopLength]: to be filled before each run. */
  input: Float32Array
  /** Where the room that was asked for begins, in bytes. */
  roomAt: number
  /** The power of bins 0 to fftSize / 2 of these frames; returns where it lies, a vector a bin, in bytes. */
  run(): number
}

/** Undefined where the machine's WebAssembly lacks vectors. */
export function createVectorSpectra(options: VectorSpectraOptions): VectorSpectra | undefined {
  const { window, hopLength, precision } = options
  const lanes = LANES[precision]
  const numberBytes = NUMBER_BYTES[precision]
  const NumberArray = precision === 'single' ? Float32Array : Float64Array
  const fftSize = window.length
  const plan = planMemory(options)
  const kernel = compileSpectraKernel({ precision, bytes: plan.bytes })
  if (!kernel) return undefined
  const write = (address: number, values: ArrayLike<number>) =>
    new NumberArray(kernel.memory.buffer, address, values.length).set(values)
  for (const { address, twiddles } of plan.stages) write(address, twiddles)
  write(plan.window, window)
  write(plan.unfold, unfoldTwiddles(fftSize))
  const half = (fftSize / 2) * 2 * VECTOR_BYTES
  return {
    kernel,
    lanes,
    input: new Float32Array(kernel.memory.buffer, plan.samples, fftSize + (lanes - 1) * hopLength),
    roomAt: plan.room,
    run() {
      kernel.gather(plan.samples, hopLength * FLOAT_BYTES, plan.window, plan.window + fftSize * numberBytes, plan.front)
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
      return plan.power
    },
  }
}

/** Byte addresses of the tables and buffers. */
interface MemoryPlan {
  stages: (FftStage & { address: number })[]
  window: number
  unfold: number
  samples: number
  front: number
  back: number
  power: number
  room: number
  bytes: number
}

function planMemory({ window, hopLength, precision, room }: VectorSpectraOptions): MemoryPlan {
  const numberBytes = NUMBER_BYTES[precision]
  const fftSize = window.length
  let next = 0
  const take = (bytes: number) => {
    const address = next
    next += Math.ceil(bytes / VECTOR_BYTES) * VECTOR_BYTES
    return address
  }
  const addresses = {
    stages: planFftStages(fftSize / 2).map((stage) => ({
      ...stage,
      address: take(stage.twiddles.length * numberBytes),
    })),
    window: take(fftSize * numberBytes),
    unfold: take((fftSize / 2 + 2) * numberBytes),
    samples: take((fftSize + (LANES[precision] - 1) * hopLength) * FLOAT_BYTES),
    front: take(fftSize * VECTOR_BYTES),
    back: take(fftSize * VECTOR_BYTES),
    power: take((fftSize / 2 + 1) * VECTOR_BYTES),
    room: take(room * FLOAT_BYTES),
  }
  return { ...addresses, bytes: next }
}
