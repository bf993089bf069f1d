import { type Code, f32x4, f64x2, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { VECTOR_BYTES } from './wasm-kernel.ts'

/**
 * The passes of fft-plan.ts as WebAssembly with 128-bit vectors. Several transforms go on together, one in each lane, so
 * no lanes have to be shuffled. A point is a real vector and an imaginary one. All parameters are byte addresses or byte
 * counts unless said otherwise.
 */
export interface FftPasses {
  /** One radix-4 pass; `groups` counts butterflies with twiddles of their own, `stride` is in bytes. */
  radix4(input: number, out: number, groups: number, stride: number, twiddles: number): void
  /** The closing radix-2 pass over `half` bytes and another half. */
  radix2(input: number, out: number, half: number): void
}

export const POINT_BYTES = 2 * VECTOR_BYTES

/** Four lanes of single precision, or two of double precision. */
export type Precision = 'single' | 'double'
export const LANES = { single: 4, double: 2 } as const
export const NUMBER_BYTES = { single: 4, double: 8 } as const
export const vectorsOf = { single: f32x4, double: f64x2 } as const

export function fftPasses(precision: Precision): WasmFunction[] {
  return [radix4(precision), radix2(precision)]
}

/** A function of a kernel, from instructions in order. */
export function kernelFunction<Kernel>(
  name: keyof Kernel & string,
  locals: Omit<WasmFunction, 'name' | 'body'>,
  body: Code[],
): WasmFunction {
  return { name, ...locals, body: body.flat() }
}

function radix4(precision: Precision): WasmFunction {
  const { add, subtract, multiply, load, store, spread } = vectorsOf[precision]
  const bytes = NUMBER_BYTES[precision]
  const locals = {
    parameters: ['input', 'out', 'groups', 'stride', 'twiddles'],
    i32: ['quarter', 'end', 'b', 'c', 'd', 'out1', 'out2', 'out3'],
    v128: [
      ...['w1r', 'w1i', 'w2r', 'w2i', 'w3r', 'w3i', 'ar', 'ai', 'br', 'bi', 'cr', 'ci', 'dr', 'di'],
      ...['sumR', 'sumI', 'diffR', 'diffI', 'sum2R', 'sum2I', 'turnR', 'turnI', 'xr', 'xi'],
    ],
  }
  const { get, set } = namedLocals(locals)
  const read = (address: string, re: string, im: string) => [
    ...set(re, load(get(address))),
    ...set(im, load(get(address), VECTOR_BYTES)),
  ]
  /** Stores x turned by the twiddle w. */
  const writeTurned = (address: string, wr: string, wi: string) => [
    ...store(get(address), subtract(multiply(get('xr'), get(wr)), multiply(get('xi'), get(wi)))),
    ...store(get(address), add(multiply(get('xr'), get(wi)), multiply(get('xi'), get(wr))), VECTOR_BYTES),
  ]
  const advance = (address: string) => set(address, i32.add(get(address), i32.value(POINT_BYTES)))
  const butterfly = [
    set('b', i32.add(get('input'), get('quarter'))),
    set('c', i32.add(get('b'), get('quarter'))),
    set('d', i32.add(get('c'), get('quarter'))),
    set('out1', i32.add(get('out'), get('stride'))),
    set('out2', i32.add(get('out1'), get('stride'))),
    set('out3', i32.add(get('out2'), get('stride'))),
    read('input', 'ar', 'ai'),
    read('b', 'br', 'bi'),
    read('c', 'cr', 'ci'),
    read('d', 'dr', 'di'),
    set('sumR', add(get('ar'), get('cr'))),
    set('sumI', add(get('ai'), get('ci'))),
    set('diffR', subtract(get('ar'), get('cr'))),
    set('diffI', subtract(get('ai'), get('ci'))),
    set('sum2R', add(get('br'), get('dr'))),
    set('sum2I', add(get('bi'), get('di'))),
    set('turnR', subtract(get('di'), get('bi'))),
    set('turnI', subtract(get('br'), get('dr'))),
    store(get('out'), add(get('sumR'), get('sum2R'))),
    store(get('out'), add(get('sumI'), get('sum2I')), VECTOR_BYTES),
    set('xr', subtract(get('diffR'), get('turnR'))),
    set('xi', subtract(get('diffI'), get('turnI'))),
    writeTurned('out1', 'w1r', 'w1i'),
    set('xr', subtract(get('sumR'), get('sum2R'))),
    set('xi', subtract(get('sumI'), get('sum2I'))),
    writeTurned('out2', 'w2r', 'w2i'),
    set('xr', add(get('diffR'), get('turnR'))),
    set('xi', add(get('diffI'), get('turnI'))),
    writeTurned('out3', 'w3r', 'w3i'),
    advance('input'),
    advance('out'),
  ].flat()
  const group = [
    ...['w1r', 'w1i', 'w2r', 'w2i', 'w3r', 'w3i'].map((name, i) => set(name, spread(get('twiddles'), bytes * i))),
    set('end', i32.add(get('input'), get('stride'))),
    repeatWhile(i32.less(get('input'), get('end')), butterfly),
    set('out', i32.add(get('out'), i32.multiply(get('stride'), i32.value(3)))),
    set('twiddles', i32.add(get('twiddles'), i32.value(6 * bytes))),
    set('groups', i32.subtract(get('groups'), i32.value(1))),
  ].flat()
  return kernelFunction<FftPasses>('radix4', locals, [
    set('quarter', i32.multiply(get('groups'), get('stride'))),
    repeatWhile(get('groups'), group),
  ])
}

function radix2(precision: Precision): WasmFunction {
  const { add, subtract, load, store } = vectorsOf[precision]
  const locals = { parameters: ['input', 'out', 'half'], i32: ['end'], v128: ['a', 'b'] }
  const { get, set } = namedLocals(locals)
  return kernelFunction<FftPasses>('radix2', locals, [
    set('end', i32.add(get('input'), get('half'))),
    repeatWhile(
      i32.less(get('input'), get('end')),
      [
        set('a', load(get('input'))),
        set('b', load(i32.add(get('input'), get('half')))),
        store(get('out'), add(get('a'), get('b'))),
        store(i32.add(get('out'), get('half')), subtract(get('a'), get('b'))),
        set('input', i32.add(get('input'), i32.value(VECTOR_BYTES))),
        set('out', i32.add(get('out'), i32.value(VECTOR_BYTES))),
      ].flat(),
    ),
  ])
}
