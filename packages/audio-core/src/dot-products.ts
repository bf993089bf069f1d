import { type Code, f32x4, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

const { floor } = Math

export interface DotProductOptions {
  /** Length of every row; a multiple of eight. */
  taps: number
  rows: number
  /** A row's values. Asked for once, when the row is first needed. */
  row(index: number): Float32Array
  /** The longest input that `run` will be given. */
  inputLength: number
  /** The most jobs that it will be given. */
  jobs: number
  /** From each start on, so many stretches of the input meet the same row, each `stride` after the one before. */
  repeats: number
  stride: number
}

/** Many dot products of table rows with stretches of one input. */
export interface DotProducts {
  /** From now on job i meets row rows[i] with the input from starts[i] on. */
  prepare(starts: Int32Array, rows: Int32Array): void
  /** The first so many jobs: out[i · repeats + k] = Σ row[j] · input[starts[i] + k · stride + j]; zeros follow the input. */
  run(input: Float32Array, jobs: number, out: Float32Array): void
}

/** In single precision by WebAssembly vectors where the machine has them, else in double precision. */
export function createDotProducts(options: DotProductOptions): DotProducts {
  return vectorDotProducts(options) ?? plainDotProducts(options)
}

export function plainDotProducts({ row, repeats, stride, inputLength }: DotProductOptions): DotProducts {
  const table: Float32Array[] = []
  const padded = new Float32Array(inputLength)
  let prepared = { starts: new Int32Array(0), rows: new Int32Array(0) }
  return {
    prepare(starts, rows) {
      prepared = { starts: starts.slice(), rows: rows.slice() }
      for (const index of rows) table[index] ??= row(index)
    },
    run(input, jobs, out) {
      const { starts, rows } = prepared
      padded.set(input)
      padded.fill(0, input.length)
      for (let i = 0; i < jobs; i++) {
        for (let k = 0; k < repeats; k++) out[i * repeats + k] = dot(table[rows[i]], padded, starts[i] + k * stride)
      }
    },
  }
}

function dot(taps: Float32Array, input: Float32Array, start: number): number {
  let even = 0
  let odd = 0
  for (let i = 0, j = start; i < taps.length; i += 2, j += 2) {
    even += taps[i] * input[j]
    odd += taps[i + 1] * input[j + 1]
  }
  return even + odd
}

interface DotKernel {
  memory: WebAssembly.Memory
  /** `pairs` until `end` are addresses of input and row; the sums go to `out` one after the other. */
  dots(pairs: number, end: number, rowBytes: number, out: number): void
}

function vectorDotProducts(options: DotProductOptions): DotProducts | undefined {
  const { taps, rows: rowCount, row, inputLength, jobs: mostJobs, repeats, stride } = options
  const inputAt = rowCount * taps * FLOAT_BYTES
  const pairsAt = inputAt + Math.ceil(inputLength / 4) * VECTOR_BYTES
  const sumsAt = pairsAt + Math.ceil(mostJobs / 2) * VECTOR_BYTES
  const kernel = compileKernel({ repeats, stride, bytes: sumsAt + mostJobs * repeats * FLOAT_BYTES })
  if (!kernel) return undefined
  const floats = new Float32Array(kernel.memory.buffer)
  const integers = new Int32Array(kernel.memory.buffer)
  const known = new Uint8Array(rowCount)

  return {
    prepare(starts, rows) {
      for (let i = 0; i < starts.length; i++) {
        const index = rows[i]
        if (!known[index]) {
          floats.set(row(index), index * taps)
          known[index] = 1
        }
        integers[pairsAt / 4 + 2 * i] = inputAt + starts[i] * FLOAT_BYTES
        integers[pairsAt / 4 + 2 * i + 1] = index * taps * FLOAT_BYTES
      }
    },
    run(input, jobs, out) {
      floats.set(input, inputAt / FLOAT_BYTES)
      floats.fill(0, inputAt / FLOAT_BYTES + input.length, inputAt / FLOAT_BYTES + inputLength)
      if (jobs > 0) kernel.dots(pairsAt, pairsAt + jobs * 8, taps * FLOAT_BYTES, sumsAt)
      const sums = sumsAt / FLOAT_BYTES
      out.set(floats.subarray(sums, sums + jobs * repeats))
    },
  }
}

interface KernelShape {
  repeats: number
  stride: number
}

function compileKernel({ bytes, ...shape }: KernelShape & { bytes: number }): DotKernel | undefined {
  const name = `dots ${shape.repeats} ${shape.stride}`
  return createKernel({ name, bytes, functions: () => [dotsFunction(shape)] })
}

/** A vector of the row is read once for all repeats; several sums at a time keep the adders busy. */
function dotsFunction({ repeats, stride }: KernelShape): WasmFunction {
  const sums = Array.from({ length: repeats }, (_, k) => [`even${k}`, `odd${k}`])
  const locals = {
    parameters: ['pairs', 'end', 'rowBytes', 'out'],
    i32: ['a', 'b', 'bEnd'],
    v128: ['row', ...sums.flat()],
  }
  const { get, set } = namedLocals(locals)
  const step = (name: string, bytes: number) => set(name, i32.add(get(name), i32.value(bytes)))
  const half = (which: number) => {
    const at = which * VECTOR_BYTES
    const accumulate = (names: string[], k: number) => {
      const input = f32x4.load(get('a'), k * stride * FLOAT_BYTES + at)
      return set(names[which], f32x4.add(get(names[which]), f32x4.multiply(input, get('row'))))
    }
    return [...set('row', f32x4.load(get('b'), at)), ...sums.flatMap(accumulate)]
  }
  const product = [
    set('a', i32.load(get('pairs'))),
    set('b', i32.load(i32.add(get('pairs'), i32.value(4)))),
    set('bEnd', i32.add(get('b'), get('rowBytes'))),
    ...sums.flat().map((name) => set(name, f32x4.all(0))),
    repeatWhile(
      i32.less(get('b'), get('bEnd')),
      [half(0), half(1), step('a', 2 * VECTOR_BYTES), step('b', 2 * VECTOR_BYTES)].flat(),
    ),
    ...sums.map(([even, odd]) => set(even, f32x4.add(get(even), get(odd)))),
    ...storeLaneSums(
      get('out'),
      sums.map(([even]) => get(even)),
    ),
    step('out', repeats * FLOAT_BYTES),
    step('pairs', 8),
  ].flat()
  return { name: 'dots', ...locals, body: repeatWhile(i32.less(get('pairs'), get('end')), product) }
}

/** The sum of each vector's four lanes, four vectors at a time where there are as many. */
function storeLaneSums(out: Code, vectors: Code[]): Code[] {
  const { add, choose, store, storeLane } = f32x4
  const pairSums = (a: Code, b: Code) => add(choose(a, b, [0, 4, 2, 6]), choose(a, b, [1, 5, 3, 7]))
  const halfSums = (a: Code, b: Code) => add(choose(a, b, [0, 1, 4, 5]), choose(a, b, [2, 3, 6, 7]))
  return vectors.flatMap((vector, k) => {
    if (k < 4 * floor(vectors.length / 4)) {
      if (k % 4 > 0) return []
      const [a, b, c, d] = vectors.slice(k, k + 4)
      return [store(out, halfSums(pairSums(a, b), pairSums(c, d)), k * FLOAT_BYTES)]
    }
    const pair = pairSums(vector, vector)
    return [storeLane(i32.add(out, i32.value(k * FLOAT_BYTES)), halfSums(pair, pair), 0)]
  })
}
