import { LANES } from './fft-kernel.ts'
import { createRealFft } from './real-fft.ts'
import { periodicHann } from './stft.ts'
import { createVectorSpectra } from './vector-spectra.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

export interface BlockPowerOptions {
  fftSize: number
  hopLength: number
}

/** A plan for the power spectra of a block's frames, Hann-windowed, from its first sample on. It owns scratch memory. */
export interface BlockPower {
  /** Frames of a block, which has fftSize + (blockFrames - 1) · hopLength samples. */
  blockFrames: number
  /** Calls `visit` with |X|² of bins 0 to fftSize / 2 of the first `frames`; the array is used again. */
  eachPower(block: Float32Array, options: { frames: number; visit(power: Float32Array): void }): void
}

/** In single precision where WebAssembly has vectors, else in double. */
export function createBlockPower(options: BlockPowerOptions): BlockPower {
  return vectorPower(options) ?? plainPower(options)
}

function vectorPower({ fftSize, hopLength }: BlockPowerOptions): BlockPower | undefined {
  const bins = fftSize / 2 + 1
  const window = periodicHann(fftSize)
  const spectra = createVectorSpectra({ window, hopLength, precision: 'single', room: LANES.single * bins })
  if (!spectra) return undefined
  const { kernel, lanes, input, roomAt, run } = spectra
  const rows = Array.from({ length: lanes }, (_, lane) => {
    return new Float32Array(kernel.memory.buffer, roomAt + lane * bins * FLOAT_BYTES, bins)
  })
  return {
    blockFrames: lanes,
    eachPower(block, { frames, visit }) {
      input.set(block)
      const power = run()
      kernel.powerRows(power, power + bins * VECTOR_BYTES, bins * FLOAT_BYTES, roomAt)
      for (const row of rows.slice(0, frames)) visit(row)
    },
  }
}

export function plainPower({ fftSize, hopLength }: BlockPowerOptions): BlockPower {
  const fft = createRealFft(periodicHann(fftSize))
  const power = new Float64Array(fftSize / 2 + 1)
  const row = new Float32Array(fftSize / 2 + 1)
  return {
    blockFrames: 1,
    eachPower(block, { frames, visit }) {
      for (let frame = 0; frame < frames; frame++) {
        fft.power(block, frame * hopLength, power)
        row.set(power)
        visit(row)
      }
    },
  }
}
