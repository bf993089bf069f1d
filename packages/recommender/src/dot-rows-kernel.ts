/**
 * The hot loops of recommending as a WebAssembly module with 128-bit SIMD, put together by hand: plain JavaScript needs
 * several times as long for a catalogue's scores. In C, but four rows and eight or sixteen values at a time:
 *
 *     void dotFloats(float *query, float *row, float *out, float *outEnd, int width) {
 *       for (; out < outEnd; row += width) *out++ = Σ row[j]·query[j];
 *     }
 *     // four queries at once, value by value in groups of four: the rows are read once for all
 *     void dotFourFloats(float *queries, float *row, float *out, float *outEnd, int width) {
 *       for (; out < outEnd; row += width) for (q = 0; q < 4; q++) *out++ = Σ row[j]·queries[j/4*16 + 4*q + j%4];
 *     }
 *     // of some rows, in double precision
 *     void dotDoubles(double *query, float **row, float **rowsEnd, double *out, int width) {
 *       for (; row < rowsEnd; row++) *out++ = Σ (*row)[j]·query[j];
 *     }
 *     // rows of bytes, queries of 16 bits; `most` gets the highest value of every 64 rows
 *     void scanBytes(short *query, byte *row, float *out, float *outEnd, int width,
 *                    float *scales, float *offsets, float queryScale, float offsetScale, float *most) {
 *       for (; out < outEnd; row += width)
 *         *out++ = queryScale·*scales++·Σ row[j]·query[j] + offsetScale·*offsets++;
 *     }
 */
import {
  assemble,
  type Code,
  define,
  f32,
  f32x4,
  f64,
  f64x2,
  i16x8,
  i32,
  i32x4,
  type Locals,
  repeatWhile,
  typed,
  type WasmFunction,
} from './wasm-assembler.ts'

export function dotRowsModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(assemble([dotFloats(), dotFourFloats(), dotDoubles(), scanBytes()]))
  return compiled
}

/** All but the scales are addresses or lengths in bytes. */
export interface DotRowsKernel {
  /** `width` a multiple of 64; at least one row */
  dotFloats(query: number, row: number, out: number, outEnd: number, width: number): void
  /** the same of four queries, the results of one row side by side */
  dotFourFloats(queries: number, row: number, out: number, outEnd: number, width: number): void
  /** `width` a multiple of 64, of the floats */
  dotDoubles(query: number, row: number, rowsEnd: number, out: number, width: number): void
  /** `width` a multiple of 8, a multiple of 64 rows (256 bytes of `out`), at least that */
  scanBytes(...settings: ScanSettings): void
}

type ScanSettings = [
  ...[query: number, row: number, out: number, outEnd: number, width: number, scales: number, most: number],
  ...[offsets: number, queryScale: number, offsetScale: number],
]
export const ROWS_PER_MOST = 64

let compiled: WebAssembly.Module | undefined
const SUMS = ['s0', 's1', 's2', 's3'] as const

function dotFloats(): WasmFunction {
  const sums = ['a', 'b', 'c', 'd']
  return define(
    {
      name: 'dotFloats',
      parameters: typed('i32', 'query', 'row', 'out', 'outEnd', 'width'),
      locals: { ...typed('i32', 'q', 'rowEnd'), ...typed('v128', ...sums) },
    },
    ({ get, set }) =>
      repeatWhile(i32.less(get('out'), get('outEnd')), [
        ...set('q', get('query')),
        ...set('rowEnd', i32.add(get('row'), get('width'))),
        ...sums.flatMap((sum) => set(sum, f32x4.zero())),
        ...repeatWhile(i32.less(get('row'), get('rowEnd')), [
          ...sums.flatMap((sum, i) =>
            set(sum, f32x4.add(get(sum), f32x4.multiply(f32x4.load(get('row'), 16 * i), f32x4.load(get('q'), 16 * i)))),
          ),
          ...set('q', i32.add(get('q'), i32.value(64))),
          ...set('row', i32.add(get('row'), i32.value(64))),
        ]),
        ...set('a', f32x4.add(f32x4.add(get('a'), get('b')), f32x4.add(get('c'), get('d')))),
        ...f32.store(
          get('out'),
          f32.add(
            f32.add(f32x4.lane(get('a'), 0), f32x4.lane(get('a'), 1)),
            f32.add(f32x4.lane(get('a'), 2), f32x4.lane(get('a'), 3)),
          ),
        ),
        ...set('out', i32.add(get('out'), i32.value(4))),
      ]),
  )
}

function dotFourFloats(): WasmFunction {
  const sums = ['a', 'b', 'c', 'd']
  return define(
    {
      name: 'dotFourFloats',
      parameters: typed('i32', 'queries', 'row', 'out', 'outEnd', 'width'),
      locals: { ...typed('i32', 'q', 'rowEnd'), ...typed('v128', 'value', ...sums) },
    },
    ({ get, set }) => {
      /** lanes of sums of two lanes each: of one, the other, one, the other */
      const halved = (one: string, other: string) =>
        f32x4.add(f32x4.shuffle(get(one), get(other), [0, 4, 1, 5]), f32x4.shuffle(get(one), get(other), [2, 6, 3, 7]))
      return repeatWhile(i32.less(get('out'), get('outEnd')), [
        ...set('q', get('queries')),
        ...set('rowEnd', i32.add(get('row'), get('width'))),
        ...sums.flatMap((sum) => set(sum, f32x4.zero())),
        ...repeatWhile(i32.less(get('row'), get('rowEnd')), [
          ...[0, 1, 2, 3].flatMap((four) => [
            ...set('value', f32x4.load(get('row'), 16 * four)),
            ...sums.flatMap((sum, query) =>
              set(sum, f32x4.add(get(sum), f32x4.multiply(get('value'), f32x4.load(get('q'), 64 * four + 16 * query)))),
            ),
          ]),
          ...set('q', i32.add(get('q'), i32.value(256))),
          ...set('row', i32.add(get('row'), i32.value(64))),
        ]),
        ...set('a', halved('a', 'b')),
        ...set('c', halved('c', 'd')),
        ...f32x4.store(
          get('out'),
          f32x4.add(f32x4.shuffle(get('a'), get('c'), [0, 1, 4, 5]), f32x4.shuffle(get('a'), get('c'), [2, 3, 6, 7])),
        ),
        ...set('out', i32.add(get('out'), i32.value(16))),
      ])
    },
  )
}

/** Value 4i of a row goes to the first sum, value 4i + 1 to the second and so on. */
function dotDoubles(): WasmFunction {
  const sums = ['ab', 'cd']
  return define(
    {
      name: 'dotDoubles',
      parameters: typed('i32', 'query', 'row', 'rowsEnd', 'out', 'width'),
      locals: { ...typed('i32', 'q', 'at', 'end'), ...typed('v128', ...sums) },
    },
    ({ get, set }) =>
      repeatWhile(i32.less(get('row'), get('rowsEnd')), [
        ...set('q', get('query')),
        ...set('at', i32.load(get('row'))),
        ...set('end', i32.add(get('at'), get('width'))),
        ...sums.flatMap((sum) => set(sum, f64x2.zero())),
        ...repeatWhile(i32.less(get('at'), get('end')), [
          ...[0, 1, 2, 3].flatMap((four) =>
            sums.flatMap((sum, half) =>
              set(
                sum,
                f64x2.add(
                  get(sum),
                  f64x2.multiply(
                    f64x2.loadFloats(get('at'), 16 * four + 8 * half),
                    f64x2.load(get('q'), 32 * four + 16 * half),
                  ),
                ),
              ),
            ),
          ),
          ...set('at', i32.add(get('at'), i32.value(64))),
          ...set('q', i32.add(get('q'), i32.value(128))),
        ]),
        ...f64.store(
          get('out'),
          f64.add(
            f64.add(f64.add(f64x2.lane(get('ab'), 0), f64x2.lane(get('ab'), 1)), f64x2.lane(get('cd'), 0)),
            f64x2.lane(get('cd'), 1),
          ),
        ),
        ...set('row', i32.add(get('row'), i32.value(4))),
        ...set('out', i32.add(get('out'), i32.value(8))),
      ]),
  )
}

function scanBytes(): WasmFunction {
  return define(
    {
      name: 'scanBytes',
      parameters: {
        ...typed('i32', 'query', 'row', 'out', 'outEnd', 'width', 'scales', 'most', 'offsets'),
        ...typed('f32', 'queryScale', 'offsetScale'),
      },
      locals: {
        ...typed('i32', ...SCAN_LOCALS),
        ...typed('v128', 'highest', 'value', 'chunk', 'part', ...SUMS),
      },
    },
    (locals) => {
      const { get, set } = locals
      return groupsOfRows(locals, {
        start: set('highest', f32x4.splat(f32.value(LOWEST))),
        fourRows: [
          ...sumProducts(locals, SUMS),
          ...set(
            'value',
            f32x4.add(
              scaled(locals, { sums: SUMS, queryScale: get('queryScale') }),
              f32x4.multiply(f32x4.splat(get('offsetScale')), f32x4.load(get('offsets'))),
            ),
          ),
          ...f32x4.store(get('out'), get('value')),
          ...set('highest', f32x4.most(get('highest'), get('value'))),
          ...set('offsets', i32.add(get('offsets'), i32.value(16))),
        ],
        end: storeHighest(locals, { highest: 'highest', address: get('most') }),
      })
    },
  )
}

const LOWEST = -3.4e38

/** Loops over groups of 64 rows, and in each over four rows, of which `row` is the first. */
function groupsOfRows({ get, set }: Locals, body: { start: Code; fourRows: Code; end: Code }): Code {
  return repeatWhile(i32.less(get('out'), get('outEnd')), [
    ...body.start,
    ...set('groupEnd', i32.add(get('out'), i32.value(4 * ROWS_PER_MOST))),
    ...repeatWhile(i32.less(get('out'), get('groupEnd')), [
      ...body.fourRows,
      ...set('row', i32.add(get('row'), i32.shiftLeft(get('width'), 2))),
      ...set('scales', i32.add(get('scales'), i32.value(16))),
      ...set('out', i32.add(get('out'), i32.value(16))),
    ]),
    ...body.end,
    ...set('most', i32.add(get('most'), i32.value(4))),
  ])
}

const SCAN_LOCALS = ['groupEnd', 'at', 'queryAt', 'row1', 'row2', 'row3']

/** Fills the four `sums` with the partial products of the four rows. */
function sumProducts({ get, set }: Locals, sums: readonly string[]): Code {
  const rows = [get('row'), get('row1'), get('row2'), get('row3')]
  return [
    ...sums.flatMap((sum) => set(sum, f32x4.zero())),
    ...[1, 2, 3].flatMap((place) => set(`row${place}`, i32.add(rows[place - 1], get('width')))),
    ...set('at', i32.value(0)),
    ...set('queryAt', get('query')),
    ...repeatWhile(i32.less(get('at'), get('width')), [
      ...set('part', i16x8.load(get('queryAt'))),
      ...sums.flatMap((sum, place) => [
        ...set('chunk', i16x8.loadBytes(i32.add(rows[place], get('at')))),
        ...set(sum, i32x4.add(get(sum), i16x8.dot(get('chunk'), get('part')))),
      ]),
      ...set('at', i32.add(get('at'), i32.value(8))),
      ...set('queryAt', i32.add(get('queryAt'), i32.value(16))),
    ]),
  ]
}

/** The four sums as one vector, times the rows' scales and the query's. */
function scaled({ get }: Locals, { sums, queryScale }: { sums: readonly string[]; queryScale: Code }): Code {
  const addPairs = (a: Code, b: Code) => i32x4.add(i32x4.shuffle(a, b, [0, 2, 4, 6]), i32x4.shuffle(a, b, [1, 3, 5, 7]))
  const [a, b, c, d] = sums.map(get)
  const totals = i32x4.toF32(addPairs(addPairs(a, b), addPairs(c, d)))
  return f32x4.multiply(f32x4.multiply(totals, f32x4.load(get('scales'))), f32x4.splat(queryScale))
}

function storeHighest({ get, set }: Locals, { highest, address }: { highest: string; address: Code }): Code {
  const halves = f32x4.most(get(highest), f32x4.shuffle(get(highest), get(highest), [2, 3, 0, 1]))
  return [
    ...set(highest, halves),
    ...set(highest, f32x4.most(get(highest), f32x4.shuffle(get(highest), get(highest), [1, 0, 3, 2]))),
    ...f32.store(address, f32x4.lane(get(highest), 0)),
  ]
}
