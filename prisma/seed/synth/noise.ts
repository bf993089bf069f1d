import { createRandom } from '../compose/random.ts'

let table: Float32Array | undefined

/** White noise in [−1, 1], 2^17 samples (4 s): long enough that its repetition is not heard. */
export function noiseTable(): Float32Array {
  if (!table) {
    const random = createRandom(0x5e60e)
    table = Float32Array.from({ length: 1 << 17 }, () => random.next() * 2 - 1)
  }
  return table
}
