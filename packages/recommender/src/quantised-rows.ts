import type { DotRows } from './dot-rows.ts'
import { type DotRowsKernel, dotRowsModule, ROWS_PER_MOST } from './dot-rows-kernel.ts'
import type { RowPart, RowScan } from './row-scan.ts'
import { PAGE_BYTES } from './wasm-assembler.ts'

/** Rows at one byte a value, for a fast first look: inner products are right to about 0.5 % of the vectors' lengths. */
export interface QuantisedRows {
  readonly rows: number
  /** all rows, or where `parts` are given only the groups of ROWS_PER_MOST rows that these touch; the others keep what they had */
  scan(vector: ArrayLike<number>, options?: { weights?: RowWeights; parts?: readonly RowPart[] }): RowScan
  /** For `scan`: row i's value is then the inner product times `scales[i]`, plus `offsets[i]`. Taken over once. */
  weighRows(weights: { scales: ArrayLike<number>; offsets: ArrayLike<number> }): RowWeights
}

/** Scales and offsets of all rows, in the rows' own memory. */
export interface RowWeights {
  readonly scales: number
  readonly offsets: number
}

type ScanOptions = NonNullable<Parameters<QuantisedRows['scan']>[1]>

const LANES = 8
const LARGEST_BYTE = 127
const LARGEST_SHORT = 32_767

/**
 * Every row is scaled so that its largest value becomes ±127.
 * @param order which rows, and in what order; default all as they are
 */
export function quantiseRows({ rows: all, dims, stride, data }: DotRows, order?: Int32Array): QuantisedRows {
  const rows = order?.length ?? all
  const width = Math.max(LANES, Math.ceil(dims / LANES) * LANES)
  const padded = Math.ceil(rows / ROWS_PER_MOST) * ROWS_PER_MOST
  const memory = new WebAssembly.Memory({ initial: 1 })
  const take = arena(memory)
  const queries = take(width * 2)
  const out = take(padded * 4)
  const most = take((padded * 4) / ROWS_PER_MOST)
  const scales = take(padded * 4)
  const bytes = take(padded * width)
  const kernel = new WebAssembly.Instance(dotRowsModule(), { env: { memory } }).exports as unknown as DotRowsKernel
  const stored = new Int8Array(memory.buffer, bytes, rows * width)
  const steps = new Float32Array(memory.buffer, scales, rows)
  for (let i = 0; i < rows; i++) {
    const start = (order ? order[i] : i) * stride
    steps[i] = quantise(data.subarray(start, start + dims), {
      into: stored.subarray(i * width, i * width + dims),
      largest: LARGEST_BYTE,
    })
  }
  const largestQuery = Math.min(LARGEST_SHORT, Math.floor(2 ** 31 / (LARGEST_BYTE * width)) - 1)

  function scan(vector: ArrayLike<number>, { weights, parts = [{ from: 0, to: rows }] }: ScanOptions): RowScan {
    const query = new Int16Array(memory.buffer, queries, dims)
    const queryScale = quantise(vector, { into: query, largest: largestQuery })
    for (const part of parts) {
      const from = Math.floor(part.from / ROWS_PER_MOST) * ROWS_PER_MOST
      const to = Math.ceil(part.to / ROWS_PER_MOST) * ROWS_PER_MOST
      if (to > from)
        kernel.scanBytes(
          ...([queries, bytes + from * width, out + from * 4, out + to * 4, width] as const),
          ...([(weights?.scales ?? scales) + from * 4, most + (from * 4) / ROWS_PER_MOST] as const),
          ...([(weights?.offsets ?? scales) + from * 4, queryScale, weights ? 1 : 0] as const),
        )
    }
    return {
      values: new Float32Array(memory.buffer, out, rows),
      most: new Float32Array(memory.buffer, most, padded / ROWS_PER_MOST),
    }
  }

  return {
    rows,
    scan: (vector, options = {}) => scan(vector, options),
    weighRows: (weights) => {
      const place = { scales: take(padded * 4), offsets: take(padded * 4) }
      const [target, own] = [place.scales, scales].map((at) => new Float32Array(memory.buffer, at, rows))
      for (let i = 0; i < rows; i++) target[i] = own[i] * weights.scales[i]
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
