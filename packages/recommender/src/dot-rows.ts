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
  /** the same of up to four vectors, in less time than one after the other */
  dotFour(vectors: readonly ArrayLike<number>[]): Float32Array[]
  /** inner products of some rows with `vector` ([dims]) in Float64 */
  dots(rows: ArrayLike<number>, vector: ArrayLike<number>): Float64Array
  /** the row whose inner product with the vector that begins at `start` of `data` is highest; 0 where there are none */
  nearest(data: Float32Array, start: number): number
}

const LANES = 16
/** So many rows are handed to `dots` or `dotFour` in one go. */
const AT_ONCE = 512

export function createDotRows(rows: number, dims: number): DotRows {
  const stride = Math.max(LANES, Math.ceil(dims / LANES) * LANES)
  const addresses = stride * 8
  const doubles = addresses + AT_ONCE * 4
  const queriesStart = doubles + AT_ONCE * 8
  const foursStart = queriesStart + stride * 16
  const outStart = foursStart + AT_ONCE * 16
  const dataStart = outStart + Math.ceil((rows * 4) / 64) * 64
  const memory = new WebAssembly.Memory({ initial: Math.ceil((dataStart + rows * stride * 4) / PAGE_BYTES) })
  const instance = new WebAssembly.Instance(dotRowsModule(), { env: { memory } })
  const { dotFloats, dotFourFloats, dotDoubles } = instance.exports as unknown as DotRowsKernel
  const query = new Float32Array(memory.buffer, 0, stride)
  const out = new Float32Array(memory.buffer, outStart, rows)
  const preciseQuery = new Float64Array(memory.buffer, 0, stride)
  const asked = new Int32Array(memory.buffer, addresses, AT_ONCE)
  const found = new Float64Array(memory.buffer, doubles, AT_ONCE)
  const dot = (vector: ArrayLike<number>) => {
    for (let j = 0; j < dims; j++) query[j] = vector[j]
    query.fill(0, dims)
    if (rows > 0) dotFloats(0, dataStart, outStart, outStart + rows * 4, stride * 4)
    return out.slice()
  }
  const queries = new Float32Array(memory.buffer, queriesStart, stride * 4)
  const fours = new Float32Array(memory.buffer, foursStart, AT_ONCE * 4)
  const dotFour = (vectors: readonly ArrayLike<number>[]) => {
    queries.fill(0)
    vectors.forEach((vector, q) => {
      for (let j = 0; j < dims; j++) queries[(j >> 2) * 16 + 4 * q + (j & 3)] = vector[j]
    })
    const products = vectors.map(() => new Float32Array(rows))
    for (let first = 0; first < rows; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, rows - first)
      const start = dataStart + first * stride * 4
      dotFourFloats(queriesStart, start, foursStart, foursStart + count * 16, stride * 4)
      products.forEach((ofVector, q) => {
        for (let i = 0; i < count; i++) ofVector[first + i] = fours[4 * i + q]
      })
    }
    return products
  }
  const dots = (some: ArrayLike<number>, vector: ArrayLike<number>) => {
    for (let j = 0; j < dims; j++) preciseQuery[j] = vector[j]
    preciseQuery.fill(0, dims)
    const products = new Float64Array(some.length)
    for (let first = 0; first < some.length; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, some.length - first)
      for (let i = 0; i < count; i++) asked[i] = dataStart + some[first + i] * stride * 4
      dotDoubles(0, addresses, addresses + count * 4, doubles, stride * 4)
      for (let i = 0; i < count; i++) products[first + i] = found[i]
    }
    return products
  }
  const nearest = (data: Float32Array, start: number) => {
    for (let j = 0; j < dims; j++) query[j] = data[start + j]
    query.fill(0, dims)
    if (rows > 0) dotFloats(0, dataStart, outStart, outStart + rows * 4, stride * 4)
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
    dotFour,
    dots,
    nearest,
  }
}
