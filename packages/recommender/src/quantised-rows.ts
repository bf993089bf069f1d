import type { DotRows } from './dot-rows.ts'
import { type DotRowsKernel, dotRowsModule } from './dot-rows-kernel.ts'

/** Rows at one byte a value, for a fast first look: inner products are right to about 1 % of the vectors' lengths. */
export interface QuantisedRows {
  /** [rows] approximate inner products */
  dot(vector: Float64Array): Float32Array
}

const LANES = 16
const PAGE_BYTES = 65_536
const LARGEST = 127

/** Every row is scaled so that its largest value becomes ±127. */
export function quantiseRows({ rows, dims, stride, data }: DotRows): QuantisedRows {
  const width = Math.max(LANES, Math.ceil(dims / LANES) * LANES)
  const outBytes = Math.ceil((rows * 4) / 64) * 64
  const dataStart = width + outBytes
  const memory = new WebAssembly.Memory({ initial: Math.ceil((dataStart + rows * width) / PAGE_BYTES) })
  const kernel = new WebAssembly.Instance(dotRowsModule(), { env: { memory } }).exports.dotBytes as DotRowsKernel
  const query = new Int8Array(memory.buffer, 0, width)
  const out = new Float32Array(memory.buffer, width, rows)
  const bytes = new Int8Array(memory.buffer, dataStart, rows * width)
  const scales = new Float32Array(rows)
  for (let i = 0; i < rows; i++)
    scales[i] = quantise(data.subarray(i * stride, i * stride + dims), bytes.subarray(i * width, i * width + dims))
  return {
    dot: (vector) => {
      const scale = quantise(vector, query)
      if (rows > 0) kernel(0, dataStart, width, width + rows * 4, width)
      const products = new Float32Array(rows)
      for (let i = 0; i < rows; i++) products[i] = out[i] * scales[i] * scale
      return products
    },
  }
}

/** Returns what one step is worth. */
function quantise(values: ArrayLike<number>, into: Int8Array): number {
  let largest = 0
  for (let j = 0; j < values.length; j++) largest = Math.max(largest, Math.abs(values[j]))
  const scale = largest > 0 ? LARGEST / largest : 0
  for (let j = 0; j < values.length; j++) into[j] = Math.round(values[j] * scale)
  return largest / LARGEST
}
