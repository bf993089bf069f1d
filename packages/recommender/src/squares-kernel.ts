/**
 * What folding a listener in costs most, as a WebAssembly module with 128-bit SIMD, in Float64. In C, but two columns at a
 * time:
 *
 *     // normal += Σ_e weights[e]·row_e·row_eᵀ over four rows that follow each other; on and below the diagonal
 *     void addSquares(double *rows, double *weights, double *normal, int width) {
 *       for (f = 0; f < width; f++)
 *         for (g = 0; g <= f; g++) normal[f*width + g] += Σ_e weights[e]·rows[e*width + f]·rows[e*width + g];
 *     }
 *
 *     // vector = L⁻¹·vector; `lower` is L without its diagonal, of which `inverses` holds the reciprocals
 *     void solveLower(double *lower, double *inverses, double *vector, int width) {
 *       for (i = 0; i < width; i++) vector[i] = (vector[i] − Σ_{j<i} lower[i*width + j]·vector[j])·inverses[i];
 *     }
 *
 * `width` is even and in bytes; one value beyond the diagonal may be written, too, and one on it is read, which must be 0.
 */
import { assemble, define, f64, f64x2, i32, repeatWhile, typed, type WasmFunction, when } from './wasm-assembler.ts'

export interface SquaresKernel {
  /** addresses and lengths in bytes */
  addSquares(rows: number, weights: number, normal: number, width: number): void
  solveLower(lower: number, inverses: number, vector: number, width: number): void
}

export const ROWS_AT_ONCE = 4

export function squaresModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(assemble([addSquares(), solveLower()]))
  return compiled
}

let compiled: WebAssembly.Module | undefined
const ROWS = [0, 1, 2, 3] as const

function addSquares(): WasmFunction {
  return define(
    {
      name: 'addSquares',
      parameters: typed('i32', 'rows', 'weights', 'normal', 'width'),
      locals: {
        ...typed('i32', 'column', 'at', 'end', ...ROWS.map((row) => `toRow${row}`)),
        ...typed('v128', 'sum', ...ROWS.map((row) => `weight${row}`)),
      },
    },
    ({ get, set }) => {
      const valueAt = (row: number) =>
        f64.load(i32.add(i32.add(get('rows'), get('column')), rowOffset(get('width'), row)))
      return repeatWhile(i32.less(get('column'), get('width')), [
        ...ROWS.flatMap((row) => [
          ...set(`weight${row}`, f64x2.splat(f64.multiply(f64.load(get('weights'), 8 * row), valueAt(row)))),
          ...set(`toRow${row}`, i32.subtract(i32.add(get('rows'), rowOffset(get('width'), row)), get('normal'))),
        ]),
        ...set('at', get('normal')),
        ...set('column', i32.add(get('column'), i32.value(8))),
        ...set('end', i32.add(get('normal'), get('column'))),
        ...repeatWhile(i32.less(get('at'), get('end')), [
          ...set('sum', f64x2.load(get('at'))),
          ...ROWS.flatMap((row) =>
            set(
              'sum',
              f64x2.add(
                get('sum'),
                f64x2.multiply(get(`weight${row}`), f64x2.load(i32.add(get('at'), get(`toRow${row}`)))),
              ),
            ),
          ),
          ...f64x2.store(get('at'), get('sum')),
          ...set('at', i32.add(get('at'), i32.value(16))),
        ]),
        ...set('normal', i32.add(get('normal'), get('width'))),
      ])
    },
  )
}

function solveLower(): WasmFunction {
  return define(
    {
      name: 'solveLower',
      parameters: typed('i32', 'lower', 'inverses', 'vector', 'width'),
      locals: { ...typed('i32', 'row', 'at', 'other', 'place'), ...typed('v128', 'sum') },
    },
    ({ get, set }) =>
      repeatWhile(i32.less(get('row'), get('width')), [
        ...set('sum', f64x2.zero()),
        ...set('at', get('lower')),
        ...set('other', get('vector')),
        ...set('place', i32.add(get('vector'), get('row'))),
        ...when(
          i32.less(get('other'), get('place')),
          repeatWhile(i32.less(get('other'), get('place')), [
            ...set('sum', f64x2.add(get('sum'), f64x2.multiply(f64x2.load(get('at')), f64x2.load(get('other'))))),
            ...set('at', i32.add(get('at'), i32.value(16))),
            ...set('other', i32.add(get('other'), i32.value(16))),
          ]),
        ),
        ...f64.store(
          get('place'),
          f64.multiply(
            f64.subtract(f64.load(get('place')), f64.add(f64x2.lane(get('sum'), 0), f64x2.lane(get('sum'), 1))),
            f64.load(i32.add(get('inverses'), get('row'))),
          ),
        ),
        ...set('row', i32.add(get('row'), i32.value(8))),
        ...set('lower', i32.add(get('lower'), get('width'))),
      ]),
  )
}

const rowOffset = (width: number[], row: number) => i32.multiply(width, i32.value(row))
