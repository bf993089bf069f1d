import { assemble, f32x4, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'

export interface DotProductOptions {
  /** Length of every row; a multiple of eight. */
  taps: number
  rows: number
  /** A row's values. Asked for once, when the row is first needed. */
  row(index: number): Float32Array
  /** The longest input that `run` will be given. */
  inputLength: number
  /** The most products that `run` will be asked for. */
  products: number
}

/** Many dot products of table rows with stretches of one input. */
export interface DotProducts {
  /** out[i] = Σ row(rows[i])[j] · input[starts[i] + j] */
  run(input: Float32Array, starts: Int32Array, rows: Int32Array, out: Float64Array): void
}

/** In single precision by WebAssembly vectors where the machine has them, else in double precision. */
export function createDotProducts(options: DotProductOptions): DotProducts {
  return vectorDotProducts(options) ?? plainDotProducts(options)
}

export function plainDotProducts({ row }: DotProductOptions): DotProducts {
  const table: Float32Array[] = []
  return {
    run(input, starts, rows, out) {
      for (let i = 0; i < starts.length; i++) {
        const index = rows[i]
        table[index] ??= row(index)
        out[i] = dot(table[index], input, starts[i])
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

const FLOAT_BYTES = 4
const VECTOR_BYTES = 16

interface DotKernel {
  memory: WebAssembly.Memory
  /** `pairs` until `end` are addresses of input and row; each sum goes to `out` as four partial ones. */
  dots(pairs: number, end: number, rowBytes: number, out: number): void
}

function vectorDotProducts({
  taps,
  rows: rowCount,
  row,
  inputLength,
  products,
}: DotProductOptions): DotProducts | undefined {
  const inputAt = rowCount * taps * FLOAT_BYTES
  const pairsAt = inputAt + Math.ceil(inputLength / 4) * VECTOR_BYTES
  const sumsAt = pairsAt + Math.ceil(products / 2) * VECTOR_BYTES
  const kernel = compileKernel(sumsAt + products * VECTOR_BYTES)
  if (!kernel) return undefined
  const floats = new Float32Array(kernel.memory.buffer)
  const integers = new Int32Array(kernel.memory.buffer)
  const known = new Uint8Array(rowCount)

  return {
    run(input, starts, rows, out) {
      floats.set(input, inputAt / FLOAT_BYTES)
      for (let i = 0; i < starts.length; i++) {
        const index = rows[i]
        if (!known[index]) {
          floats.set(row(index), index * taps)
          known[index] = 1
        }
        integers[pairsAt / 4 + 2 * i] = inputAt + starts[i] * FLOAT_BYTES
        integers[pairsAt / 4 + 2 * i + 1] = index * taps * FLOAT_BYTES
      }
      if (starts.length > 0) kernel.dots(pairsAt, pairsAt + starts.length * 8, taps * FLOAT_BYTES, sumsAt)
      for (let i = 0, sum = sumsAt / FLOAT_BYTES; i < starts.length; i++, sum += 4) {
        out[i] = floats[sum] + floats[sum + 1] + (floats[sum + 2] + floats[sum + 3])
      }
    },
  }
}

function compileKernel(bytes: number): DotKernel | undefined {
  const code = assemble([dotsFunction()], { pages: Math.ceil(bytes / 65536) })
  if (!WebAssembly.validate(code)) return undefined
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as DotKernel
}

function dotsFunction(): WasmFunction {
  const locals = { parameters: ['pairs', 'end', 'rowBytes', 'out'], i32: ['a', 'b', 'bEnd'], v128: ['even', 'odd'] }
  const { get, set } = namedLocals(locals)
  const accumulate = (sum: string, at: number) =>
    set(sum, f32x4.add(get(sum), f32x4.multiply(f32x4.load(get('a'), at), f32x4.load(get('b'), at))))
  const step = (name: string, bytes: number) => set(name, i32.add(get(name), i32.value(bytes)))
  const product = [
    set('a', i32.load(get('pairs'))),
    set('b', i32.load(i32.add(get('pairs'), i32.value(4)))),
    set('bEnd', i32.add(get('b'), get('rowBytes'))),
    set('even', f32x4.all(0)),
    set('odd', f32x4.all(0)),
    repeatWhile(
      i32.less(get('b'), get('bEnd')),
      [
        accumulate('even', 0),
        accumulate('odd', VECTOR_BYTES),
        step('a', 2 * VECTOR_BYTES),
        step('b', 2 * VECTOR_BYTES),
      ].flat(),
    ),
    f32x4.store(get('out'), f32x4.add(get('even'), get('odd'))),
    step('out', VECTOR_BYTES),
    step('pairs', 8),
  ].flat()
  return { name: 'dots', ...locals, body: repeatWhile(i32.less(get('pairs'), get('end')), product) }
}
