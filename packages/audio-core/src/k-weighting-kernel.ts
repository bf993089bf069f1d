import { f32x4, f64x2, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, PAGE_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/**
 * Two channels at a time, one in each lane of 64-bit vectors. Both biquads run within one pass, so that the second
 * fills the time in which the first waits for itself.
 */
export interface KWeightingKernel {
  memory: WebAssembly.Memory
  /** Filters both channels until `end` of the left one. All are byte addresses; see STATE and COEFFICIENTS. */
  energy(left: number, right: number, end: number, coefficients: number, state: number): void
}

/** The order of the state: the memory of both filters, then the sums of squares. */
export const STATE = ['z1', 'z2', 'u1', 'u2', 'sum'] as const
/** Of the shelf, then the feedback of the high pass, whose other coefficients are 1, -2 and 1. */
export const COEFFICIENTS = ['b0', 'b1', 'b2', 'a1', 'a2', 'c1', 'c2', 'two'] as const

/** Undefined where the machine's WebAssembly lacks vectors. */
export function compileKWeightingKernel(): KWeightingKernel | undefined {
  return createKernel({ name: 'k-weighting', bytes: 2 * PAGE_BYTES, functions: () => [energy()] })
}

const { add, subtract, multiply } = f64x2

function energy(): WasmFunction {
  const locals = {
    parameters: ['left', 'right', 'end', 'coefficients', 'state'],
    i32: [],
    v128: [...STATE, ...COEFFICIENTS, 'x', 'y', 'w'],
  }
  const { get, set } = namedLocals(locals)
  const times = (a: string, b: string) => multiply(get(a), get(b))
  return {
    name: 'energy',
    ...locals,
    body: [
      ...STATE.map((name, i) => set(name, f64x2.load(get('state'), i * VECTOR_BYTES))),
      ...COEFFICIENTS.map((name, i) => set(name, f64x2.load(get('coefficients'), i * VECTOR_BYTES))),
      repeatWhile(
        i32.less(get('left'), get('end')),
        [
          set('x', f64x2.fromFirstTwo(f32x4.loadLane(get('right'), f32x4.spread(get('left')), 1))),
          set('y', add(times('b0', 'x'), get('z1'))),
          set('z1', subtract(add(times('b1', 'x'), get('z2')), times('a1', 'y'))),
          set('z2', subtract(times('b2', 'x'), times('a2', 'y'))),
          set('w', add(get('y'), get('u1'))),
          set('u1', subtract(subtract(get('u2'), times('two', 'y')), times('c1', 'w'))),
          set('u2', subtract(get('y'), times('c2', 'w'))),
          set('sum', add(get('sum'), times('w', 'w'))),
          set('left', i32.add(get('left'), i32.value(4))),
          set('right', i32.add(get('right'), i32.value(4))),
        ].flat(),
      ),
      ...STATE.map((name, i) => f64x2.store(get('state'), get(name), i * VECTOR_BYTES)),
    ].flat(),
  }
}
