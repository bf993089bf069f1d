import { LANES } from './fft-kernel.ts'
import type { MelFilterbank } from './mel.ts'
import { periodicHann, zeroPadded } from './stft.ts'
import { createVectorSpectra } from './vector-spectra.ts'
import { FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

export interface VectorMelOptions {
  fftSize: number
  hopLength: number
  filterbank: MelFilterbank
}

/**
 * Fills `mel` [frames x bands] with the mel power of centred frames, by the WebAssembly kernel. Undefined where that
 * cannot be compiled.
 */
export function createVectorMel({
  fftSize,
  hopLength,
  filterbank,
}: VectorMelOptions): ((samples: Float32Array, mel: Float32Array) => void) | undefined {
  const { bands, weights: allWeights } = filterbank
  const lanes = LANES.single
  const room = 2 * bands + allWeights.length + bands + lanes * bands
  const spectra = createVectorSpectra({ window: periodicHann(fftSize), hopLength, precision: 'single', room })
  if (!spectra) return undefined
  const { kernel, input, roomAt, run } = spectra
  const heap = new Float32Array(kernel.memory.buffer)
  const melAt = roomAt
  const countsAt = melAt + bands * VECTOR_BYTES
  const countsEnd = countsAt + 2 * bands * FLOAT_BYTES
  const { counts, weights } = kernelFilterbank(filterbank, countsEnd)
  new Int32Array(kernel.memory.buffer, countsAt, counts.length).set(counts)
  heap.set(weights, countsEnd / FLOAT_BYTES)
  const output = heap.subarray(melAt / FLOAT_BYTES, melAt / FLOAT_BYTES + bands * lanes)

  return (samples, mel) => {
    const frames = mel.length / bands
    for (let frame = 0; frame < frames; frame += lanes) {
      zeroPadded(samples, frame * hopLength - fftSize / 2, input)
      kernel.bands(run(), countsAt, countsEnd, countsEnd, melAt)
      const count = Math.min(lanes, frames - frame)
      for (let lane = 0; lane < count; lane++) {
        const row = (frame + lane) * bands
        for (let band = 0; band < bands; band++) mel[row + band] = output[band * lanes + lane]
      }
    }
  }
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
