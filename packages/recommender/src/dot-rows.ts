import { type DotRowsKernel, dotRowsModule } from './dot-rows-kernel.ts'
import { PAGE_BYTES } from './wasm-assembler.ts'

/**
 * A [rows x dims] Float32 matrix that can be multiplied with a vector by SIMD. Rows are padded with zeros to `stride`
 * floats; row i starts at `i * stride` of `data`. The data lives in a WebAssembly memory of its own and is freed with it.
 */
export interface DotRows {
  readonly rows: number
  readonly dims: number
  readonly stride: number
  readonly data: Float32Array
  /** [rows] inner products of every row with `vector` ([dims]), Float32 arithmetic; always the same bits for the same input */
  dot(vector: ArrayLike<number>): Float32Array
  /** the row whose inner product with the vector that begins at `start` of `data` is highest; 0 where there are none */
  nearest(data: Float32Array, start: number): number
}

const LANES = 16

export function createDotRows(rows: number, dims: number): DotRows {
  const stride = Math.max(LANES, Math.ceil(dims / LANES) * LANES)
  const queryBytes = stride * 4
  const outBytes = Math.ceil((rows * 4) / 64) * 64
  const dataStart = queryBytes + outBytes
  const memory = new WebAssembly.Memory({ initial: Math.ceil((dataStart + rows * stride * 4) / PAGE_BYTES) })
  const instance = new WebAssembly.Instance(dotRowsModule(), { env: { memory } })
  const { dotFloats } = instance.exports as unknown as DotRowsKernel
  const query = new Float32Array(memory.buffer, 0, stride)
  const out = new Float32Array(memory.buffer, queryBytes, rows)
  const dot = (vector: ArrayLike<number>) => {
    for (let j = 0; j < dims; j++) query[j] = vector[j]
    if (rows > 0) dotFloats(0, dataStart, queryBytes, queryBytes + rows * 4, queryBytes)
    return out.slice()
  }
  const nearest = (data: Float32Array, start: number) => {
    for (let j = 0; j < dims; j++) query[j] = data[start + j]
    if (rows > 0) dotFloats(0, dataStart, queryBytes, queryBytes + rows * 4, queryBytes)
    let best = 0
    for (let row = 1; row < rows; row++) if (out[row] > out[best]) best = row
    return best
  }
  return {
    rows,
    dims,
    stride,
    data: new Float32Array(memory.buffer, dataStart, rows * stride),
    dot,
    nearest,
  }
}
