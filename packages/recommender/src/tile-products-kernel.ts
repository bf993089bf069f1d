/**
 * Most of the work of inverting a matrix, as a WebAssembly module with 128-bit SIMD, in Float64. A panel of `width` columns
 * is kept in tiles of four rows: the value of row i and column k stands at place (i mod 4) + 4·k of tile ⌊i / 4⌋, so that
 * it is read from one end to the other. In C, but a tile of 4 x 4 results at a time, which stay in registers:
 *
 *     // four rows of out −= left·rightᵀ, over the first `columns` columns
 *     void subtractProducts(double *left, double *right, double *out, int columns, int stride, int width) {
 *       for (i = 0; i < 4; i++)
 *         for (j = 0; j < columns; j++)
 *           for (k = 0; k < width; k++) out[i*stride + j] -= left[4*k + i]·right[j/4*4*width + 4*k + j%4];
 *     }
 */
import { assemble, define, f64x2, i32, repeatWhile, typed, type WasmFunction } from './wasm-assembler.ts'

export interface TileProductsKernel {
  /** addresses, and lengths in bytes: `columns` is a multiple of 32, `width` stands for a whole tile */
  subtractProducts(left: number, right: number, out: number, columns: number, stride: number, width: number): void
}

/** Rows of a tile. */
export const TILE_ROWS = 4

export function tileProductsModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(assemble([subtractProducts()]))
  return compiled
}

let compiled: WebAssembly.Module | undefined
const ROWS = [0, 1, 2, 3] as const
const SUMS = ROWS.flatMap((row) => [`sum${row}a`, `sum${row}b`])

function subtractProducts(): WasmFunction {
  return define(
    {
      name: 'subtractProducts',
      parameters: typed('i32', 'left', 'right', 'out', 'columns', 'stride', 'width'),
      locals: {
        ...typed('i32', 'at', 'end', 'lastLeft', 'to'),
        ...typed('v128', 'a', 'b', 'value', ...SUMS),
      },
    },
    ({ get, set }) => [
      ...set('lastLeft', i32.add(get('left'), get('width'))),
      ...set('end', i32.add(get('out'), get('columns'))),
      ...repeatWhile(i32.less(get('out'), get('end')), [
        ...SUMS.flatMap((sum) => set(sum, f64x2.zero())),
        ...set('at', get('left')),
        ...repeatWhile(i32.less(get('at'), get('lastLeft')), [
          ...set('a', f64x2.load(get('right'))),
          ...set('b', f64x2.load(get('right'), 16)),
          ...ROWS.flatMap((row) => [
            ...set('value', f64x2.loadSplat(get('at'), 8 * row)),
            ...set(`sum${row}a`, f64x2.add(get(`sum${row}a`), f64x2.multiply(get('value'), get('a')))),
            ...set(`sum${row}b`, f64x2.add(get(`sum${row}b`), f64x2.multiply(get('value'), get('b')))),
          ]),
          ...set('at', i32.add(get('at'), i32.value(32))),
          ...set('right', i32.add(get('right'), i32.value(32))),
        ]),
        ...set('to', get('out')),
        ...ROWS.flatMap((row) => [
          ...f64x2.store(get('to'), f64x2.subtract(f64x2.load(get('to')), get(`sum${row}a`))),
          ...f64x2.store(get('to'), f64x2.subtract(f64x2.load(get('to'), 16), get(`sum${row}b`)), 16),
          ...set('to', i32.add(get('to'), get('stride'))),
        ]),
        ...set('out', i32.add(get('out'), i32.value(32))),
      ]),
    ],
  )
}
