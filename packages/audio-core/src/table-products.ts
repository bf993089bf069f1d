import { createDotProducts } from './dot-products.ts'

export interface TableProductsOptions {
  /** [rows x taps], row-major. */
  table: Float32Array
  taps: number
}

export interface TableProductsRun {
  frames: number
  /** Writes all taps of a frame. */
  read(frame: number, into: Float32Array): void
  /** [frames x rows] */
  out: Float32Array
}

/** Frames for which a part of the table is read once. */
const REPEATS = 4
const BLOCK_FRAMES = 12 * REPEATS

/**
 * A plan for a matrix product: each of many frames with each row of a fixed table, in single precision with vectors
 * where the machine has them. It owns scratch memory.
 */
export function createTableProducts({ table, taps }: TableProductsOptions): (run: TableProductsRun) => void {
  const rows = table.length / taps
  const stride = 8 * Math.ceil(taps / 8)
  const block = new Float32Array(BLOCK_FRAMES * stride)
  const slots = Array.from({ length: BLOCK_FRAMES }, (_, i) => block.subarray(i * stride, i * stride + taps))
  const starts = Int32Array.from({ length: (BLOCK_FRAMES / REPEATS) * rows }, (_, i) => {
    return Math.floor(i / rows) * REPEATS * stride
  })
  const rowNumbers = Int32Array.from(starts, (_, i) => i % rows)
  const sums = new Float32Array(starts.length * REPEATS)
  const products = createDotProducts({
    taps: stride,
    rows,
    row: (r) => {
      const padded = new Float32Array(stride)
      padded.set(table.subarray(r * taps, (r + 1) * taps))
      return padded
    },
    inputLength: block.length,
    jobs: starts.length,
    repeats: REPEATS,
    stride,
  })
  products.prepare(starts, rowNumbers)

  return ({ frames, read, out }) => {
    for (let first = 0; first < frames; first += BLOCK_FRAMES) {
      const count = Math.min(BLOCK_FRAMES, frames - first)
      for (let i = 0; i < count; i++) read(first + i, slots[i])
      const used = Math.ceil(count / REPEATS) * rows
      products.run(block, used, sums)
      for (let i = 0; i < count; i++) {
        const from = Math.floor(i / REPEATS) * rows * REPEATS + (i % REPEATS)
        const to = (first + i) * rows
        for (let r = 0; r < rows; r++) out[to + r] = sums[from + r * REPEATS]
      }
    }
  }
}
