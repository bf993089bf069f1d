import { f32x4, f64x2, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, VECTOR_BYTES } from './wasm-kernel.ts'

/**
 * Two channels at a time, one in each lane of 64-bit vectors. Both biquads run within one pass, so that the second
 * fills the time in which the first waits for itself. What they remember is made from what they remembered, not by way
 * of their outputs, which would be a longer wait.
 */
export interface KWeightingKernel {
  memory: WebAssembly.Memory
  /** Filters both channels until `end` of the left one. All are byte addresses; see STATE and COEFFICIENTS. */
  energy(left: number, right: number, end: number, coefficients: number, state: number): void
}

/** The order of the state: the memory of both filters, then the sums of squares. */
export const STATE = ['z1', 'z2', 'u1', 'u2', 'sum'] as const
/** What input x and memory z1, z2 of the shelf give to its memory, and its output y and u1, u2 to that of the high pass. */
export const COEFFICIENTS = ['z1x', 'z1z1', 'z2x', 'z2z1', 'u1y', 'u1u1', 'u2y', 'u2u1'] as const

/** Undefined where the machine's WebAssembly lacks vectors. */
export function compileKWeightingKernel({ bytes }: { bytes: number }): KWeightingKernel | undefined {
  return createKernel({ name: 'k-weighting', bytes, functions: () => [energy()] })
}

const { add, multiply } = f64x2

function energy(): WasmFunction {
  const locals = {
    parameters: ['left', 'right', 'end', 'coefficients', 'state'],
    i32: [],
    v128: [...STATE, ...COEFFICIENTS, 'x', 'y', 'w', 'z1Before', 'u1Before'],
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
          set('z1Before', get('z1')),
          set('u1Before', get('u1')),
          set('y', add(get('x'), get('z1'))),
          set('z1', add(add(times('z1x', 'x'), get('z2')), times('z1z1', 'z1Before'))),
          set('z2', add(times('z2x', 'x'), times('z2z1', 'z1Before'))),
          set('w', add(get('y'), get('u1'))),
          set('u1', add(add(times('u1y', 'y'), get('u2')), times('u1u1', 'u1Before'))),
          set('u2', add(times('u2y', 'y'), times('u2u1', 'u1Before'))),
          set('sum', add(get('sum'), times('w', 'w'))),
          set('left', i32.add(get('left'), i32.value(4))),
          set('right', i32.add(get('right'), i32.value(4))),
        ].flat(),
      ),
      ...STATE.map((name, i) => f64x2.store(get('state'), get(name), i * VECTOR_BYTES)),
    ].flat(),
  }
}
