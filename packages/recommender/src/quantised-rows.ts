import type { DotRows } from './dot-rows.ts'
import { type DotRowsKernel, dotRowsModule, ROWS_PER_MOST } from './dot-rows-kernel.ts'
import type { RowScan, RowScanner } from './row-scan.ts'
import { PAGE_BYTES } from './wasm-assembler.ts'

/** Rows at one byte a value, for a fast first look: inner products are right to about 0.5 % of the vectors' lengths. */
export interface QuantisedRows extends RowScanner {
  /** one vector; row i's value is the inner product times `scales[i]`, plus `offsetScale`·`offsets[i]` */
  scanScaled(vector: Float64Array, options: RowWeights & { offsetScale: number }): RowScan
  /** For `scanScaled`: taken over once, so that scanning with them costs no more than without. */
  weighRows(weights: { scales: ArrayLike<number>; offsets?: ArrayLike<number> }): RowWeights
}

/** Scales and offsets of all rows, in the rows' own memory. */
export interface RowWeights {
  readonly scales: number
  readonly offsets: number
}

const LANES = 8
const LARGEST_BYTE = 127
const LARGEST_SHORT = 32_767

/** Every row is scaled so that its largest value becomes ±127. */
export function quantiseRows({ rows, dims, stride, data }: DotRows): QuantisedRows {
  const width = Math.max(LANES, Math.ceil(dims / LANES) * LANES)
  const padded = Math.ceil(rows / ROWS_PER_MOST) * ROWS_PER_MOST
  const memory = new WebAssembly.Memory({ initial: 1 })
  const take = arena(memory)
  const queries = take(2 * width * 2)
  const out = take(2 * padded * 4)
  const most = take((2 * padded * 4) / ROWS_PER_MOST)
  const scales = take(padded * 4)
  const bytes = take(padded * width)
  const kernel = new WebAssembly.Instance(dotRowsModule(), { env: { memory } }).exports as unknown as DotRowsKernel
  const stored = new Int8Array(memory.buffer, bytes, rows * width)
  const steps = new Float32Array(memory.buffer, scales, rows)
  for (let i = 0; i < rows; i++)
    steps[i] = quantise(data.subarray(i * stride, i * stride + dims), {
      into: stored.subarray(i * width, i * width + dims),
      largest: LARGEST_BYTE,
    })
  const own = { scales, offsets: scales }
  const largestQuery = Math.min(LARGEST_SHORT, Math.floor(2 ** 31 / (LARGEST_BYTE * width)) - 1)
  const readQuery = (vector: ArrayLike<number>, place: number) =>
    quantise(vector, { into: new Int16Array(memory.buffer, queries + place * width * 2, dims), largest: largestQuery })
  const found = (place: number): RowScan => ({
    values: new Float32Array(memory.buffer, out + place * padded * 4, rows),
    most: new Float32Array(memory.buffer, most + (place * padded * 4) / ROWS_PER_MOST, padded / ROWS_PER_MOST),
  })

  function scanOne(vector: ArrayLike<number>, weights: RowWeights, offsetScale: number): RowScan {
    const queryScale = readQuery(vector, 0)
    if (rows > 0)
      kernel.scanBytes(
        ...([queries, bytes, out, out + padded * 4, width, weights.scales, most, weights.offsets] as const),
        queryScale,
        offsetScale,
      )
    return found(0)
  }

  return {
    dot: (vector) => scanOne(vector, own, 0).values.slice(),
    scan: ([first, second]) => {
      if (!second) return [scanOne(first, own, 0)]
      const [scale, secondScale] = [readQuery(first, 0), readQuery(second, 1)]
      const toMost = (padded * 4) / ROWS_PER_MOST
      if (rows > 0)
        kernel.scanBytesTwice(
          ...([queries, bytes, out, out + padded * 4, width, scales, most, padded * 4, toMost] as const),
          scale,
          secondScale,
        )
      return [found(0), found(1)]
    },
    scanScaled: (vector, { offsetScale, ...weights }) => scanOne(vector, weights, offsetScale),
    weighRows: (weights) => {
      const place = { scales: take(padded * 4), offsets: scales }
      const target = new Float32Array(memory.buffer, place.scales, rows)
      const own = new Float32Array(memory.buffer, scales, rows)
      for (let i = 0; i < rows; i++) target[i] = own[i] * weights.scales[i]
      if (!weights.offsets) return place
      place.offsets = take(padded * 4)
      new Float32Array(memory.buffer, place.offsets, rows).set(weights.offsets)
      return place
    },
  }
}

/** Hands out parts of a memory, which grows as needed; views of it have to be made anew afterwards. */
function arena(memory: WebAssembly.Memory): (bytes: number) => number {
  let end = 0
  return (bytes) => {
    const at = end
    end += Math.ceil(bytes / 64) * 64
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES)
    if (missing > 0) memory.grow(missing)
    return at
  }
}

/** Returns what one step is worth. */
function quantise(values: ArrayLike<number>, { into, largest }: { into: Int8Array | Int16Array; largest: number }) {
  let highest = 0
  for (let j = 0; j < values.length; j++) {
    const size = values[j] < 0 ? -values[j] : values[j]
    if (size > highest) highest = size
  }
  const scale = highest > 0 ? largest / highest : 0
  for (let j = 0; j < values.length; j++) into[j] = round(values[j] * scale)
  return highest / largest
}

const { round } = Math
