/**
 * The inner loops of alternating least squares as a WebAssembly module with 128-bit SIMD, put together by hand: plain
 * JavaScript needs several times as long. Longer than most files, because each instruction is a line. Vectors and rows are
 * Float32, padded with zeros to a multiple of 16; lengths (`bytes`) and addresses are in bytes. What solves one row, in C:
 *
 *     // the minimiser of Σ c(p − x·y)² + x'(share·G + diagonal)x − 2·x'right over the row's entries, nearer with each step
 *     void solveRow(x, entry, entryEnd, share, diagonal, right) {
 *       r = minusNormal(x) + Σ c·p·y + right;  d = r;  rr = r·r;      // conjugate gradients (Takács et al. 2011)
 *       for (step = steps; step > 0 && rr > 1e-20; step--) {
 *         q = minusNormal(d);                                          // −A·d
 *         a = −rr / d·q;  x += a·d;  r += a·q;  b = r·r / rr;  d = r + b·d;  rr = r·r;
 *       }
 *     }
 *
 * `minusNormal(v)` is gram's `out = −share·G·v − diagonal·v` and entries' `out += Σ (scale·w − c·(y·v))·y` with w = c·p.
 */
import {
  assemble,
  type Code,
  call,
  define,
  f32,
  f32x4,
  i32,
  repeatWhile,
  typed,
  type WasmFunction,
  when,
} from './wasm-assembler.ts'

export function alsModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(
    assemble([gramProduct(), entryProducts(), addScaled(), innerProduct(), solveRow(), gramOfRows()], { shared: true }),
  )
  return compiled
}

/** Functions of the module that JavaScript calls; all numbers but the marked are addresses or lengths in bytes. */
export interface AlsKernel {
  /** @param settings address of ROW_SETTINGS words @param scratch of three vectors */
  solveRow(settings: number, scratch: number): void
  /** out = Σ y·yᵀ over the rows from `row` to `rowEnd`: tiles at and above the diagonal, [bytes/4 x bytes/4] */
  gramOfRows(row: number, rowEnd: number, bytes: number, out: number): void
}

/** Words of what `solveRow` is told, in order. */
export const ROW_SETTINGS = {
  x: 0,
  /** first and end of the row's entries, as addresses in `indices`, and how far `confidence` and `weighted` lie from there */
  entry: 4,
  entryEnd: 8,
  toConfidence: 12,
  toWeighted: 16,
  fixed: 20,
  gram: 24,
  bytes: 28,
  /** address of a vector that is added to the right side */
  right: 32,
  steps: 36,
  /** Float32 */
  share: 40,
  diagonal: 44,
  rightScale: 48,
  size: 64,
} as const

let compiled: WebAssembly.Module | undefined
const [GRAM, ENTRIES, ADD_SCALED, DOT] = [0, 1, 2, 3]
const FOUR = ['a', 'b', 'c', 'd'] as const

/** out = −share·G·v − diagonal·v, 16 columns and two rows of G at a time. */
function gramProduct(): WasmFunction {
  const sums = ['s0', 's1', 's2', 's3', 't0', 't1', 't2', 't3']
  return define(
    {
      name: 'gramProduct',
      parameters: { ...typed('i32', 'gram', 'v', 'out', 'bytes'), ...typed('f32', 'share', 'diagonal') },
      locals: { ...typed('i32', 'column', 'row', 'at', 'vEnd'), ...typed('v128', 'scale', 'scale2', ...sums) },
    },
    ({ get, set }) => [
      ...set('column', i32.value(0)),
      ...set('vEnd', i32.add(get('v'), get('bytes'))),
      ...repeatWhile(i32.less(get('column'), get('bytes')), [
        ...sums.flatMap((sum) => set(sum, f32x4.zero())),
        ...set('row', get('v')),
        ...set('at', i32.add(get('gram'), get('column'))),
        ...repeatWhile(i32.less(get('row'), get('vEnd')), [
          ...set('scale', f32x4.loadSplat(get('row'))),
          ...set('scale2', f32x4.loadSplat(get('row'), 4)),
          ...[0, 1, 2, 3].flatMap((i) =>
            set(`s${i}`, f32x4.add(get(`s${i}`), f32x4.multiply(get('scale'), f32x4.load(get('at'), 16 * i)))),
          ),
          ...set('at', i32.add(get('at'), get('bytes'))),
          ...[0, 1, 2, 3].flatMap((i) =>
            set(`t${i}`, f32x4.add(get(`t${i}`), f32x4.multiply(get('scale2'), f32x4.load(get('at'), 16 * i)))),
          ),
          ...set('at', i32.add(get('at'), get('bytes'))),
          ...set('row', i32.add(get('row'), i32.value(8))),
        ]),
        ...set('scale', f32x4.splat(f32.negate(get('share')))),
        ...set('scale2', f32x4.splat(get('diagonal'))),
        ...[0, 1, 2, 3].flatMap((i) =>
          f32x4.store(
            i32.add(get('out'), get('column')),
            f32x4.subtract(
              f32x4.multiply(get('scale'), f32x4.add(get(`s${i}`), get(`t${i}`))),
              f32x4.multiply(get('scale2'), f32x4.load(i32.add(get('v'), get('column')), 16 * i)),
            ),
            16 * i,
          ),
        ),
        ...set('column', i32.add(get('column'), i32.value(64))),
      ]),
    ],
  )
}

/** out += Σ (scale·w − c·(y·v))·y over the entries, four at a time while there are as many. */
function entryProducts(): WasmFunction {
  const sums = FOUR.flatMap((entry) => [`${entry}0`, `${entry}1`])
  return define(
    {
      name: 'entryProducts',
      parameters: {
        ...typed('i32', 'entry', 'entryEnd', 'toConfidence', 'toWeighted', 'fixed', 'v', 'out', 'bytes'),
        ...typed('f32', 'scale'),
      },
      locals: {
        ...typed('i32', 'at', ...FOUR),
        ...typed('v128', 'chunk', 'weights', ...sums),
      },
    },
    ({ get, set }) => {
      const rowOf = (place: number) =>
        i32.add(get('fixed'), i32.multiply(i32.load(get('entry'), 4 * place), get('bytes')))
      const y = (entry: string) => i32.add(get(entry), get('at'))
      const steps = (body: Code) => [
        ...set('at', i32.value(0)),
        ...repeatWhile(i32.less(get('at'), get('bytes')), [...body, ...set('at', i32.add(get('at'), i32.value(32)))]),
      ]
      const dots = (entries: readonly string[]) => [
        ...entries.flatMap((entry) => [...set(`${entry}0`, f32x4.zero()), ...set(`${entry}1`, f32x4.zero())]),
        ...steps(
          [0, 1].flatMap((half) => [
            ...set('chunk', f32x4.load(i32.add(get('v'), get('at')), 16 * half)),
            ...entries.flatMap((entry) =>
              set(
                `${entry}${half}`,
                f32x4.add(get(`${entry}${half}`), f32x4.multiply(get('chunk'), f32x4.load(y(entry), 16 * half))),
              ),
            ),
          ]),
        ),
        ...entries.flatMap((entry) => set(`${entry}0`, f32x4.add(get(`${entry}0`), get(`${entry}1`)))),
      ]
      /** every entry's `…1` holds its coefficient in all lanes */
      const spread = (entries: readonly string[]) =>
        steps(
          [0, 1].flatMap((half) =>
            f32x4.store(
              i32.add(get('out'), get('at')),
              entries.reduce(
                (sum, entry) => f32x4.add(sum, f32x4.multiply(get(`${entry}1`), f32x4.load(y(entry), 16 * half))),
                f32x4.load(i32.add(get('out'), get('at')), 16 * half),
              ),
              16 * half,
            ),
          ),
        )
      const even = [0, 1, 4, 5] as const
      const odd = [2, 3, 6, 7] as const
      const [first, second] = [[0, 2, 4, 6] as const, [1, 3, 5, 7] as const]
      const confidences = (load: (address: Code) => Code) => load(i32.add(get('entry'), get('toConfidence')))
      const targets = (load: (address: Code) => Code) => load(i32.add(get('entry'), get('toWeighted')))
      const oneLane = (entry: string) =>
        f32.add(
          f32.add(f32x4.lane(get(`${entry}0`), 0), f32x4.lane(get(`${entry}0`), 1)),
          f32.add(f32x4.lane(get(`${entry}0`), 2), f32x4.lane(get(`${entry}0`), 3)),
        )
      return [
        ...when(
          i32.atMost(i32.add(get('entry'), i32.value(16)), get('entryEnd')),
          repeatWhile(i32.atMost(i32.add(get('entry'), i32.value(16)), get('entryEnd')), [
            ...FOUR.flatMap((entry, place) => set(entry, rowOf(place))),
            ...dots(FOUR),
            // lanes 0 … 3 of `weights` become the four inner products
            ...set(
              'a0',
              f32x4.add(f32x4.shuffle(get('a0'), get('b0'), even), f32x4.shuffle(get('a0'), get('b0'), odd)),
            ),
            ...set(
              'c0',
              f32x4.add(f32x4.shuffle(get('c0'), get('d0'), even), f32x4.shuffle(get('c0'), get('d0'), odd)),
            ),
            ...set(
              'weights',
              f32x4.add(f32x4.shuffle(get('a0'), get('c0'), first), f32x4.shuffle(get('a0'), get('c0'), second)),
            ),
            ...set(
              'weights',
              f32x4.subtract(
                f32x4.multiply(f32x4.splat(get('scale')), targets(f32x4.load)),
                f32x4.multiply(confidences(f32x4.load), get('weights')),
              ),
            ),
            ...FOUR.flatMap((entry, lane) =>
              set(`${entry}1`, f32x4.shuffle(get('weights'), get('weights'), [lane, lane, lane, lane])),
            ),
            ...spread(FOUR),
            ...set('entry', i32.add(get('entry'), i32.value(16))),
          ]),
        ),
        ...when(
          i32.less(get('entry'), get('entryEnd')),
          repeatWhile(i32.less(get('entry'), get('entryEnd')), [
            ...set('a', rowOf(0)),
            ...dots(['a']),
            ...set(
              'a1',
              f32x4.splat(
                f32.subtract(
                  f32.multiply(get('scale'), targets(f32.load)),
                  f32.multiply(confidences(f32.load), oneLane('a')),
                ),
              ),
            ),
            ...spread(['a']),
            ...set('entry', i32.add(get('entry'), i32.value(4))),
          ]),
        ),
      ]
    },
  )
}

/** out = a + scale·b; `out` may be `a` or `b`. */
function addScaled(): WasmFunction {
  return define(
    {
      name: 'addScaled',
      parameters: { ...typed('i32', 'a', 'b', 'out', 'bytes'), ...typed('f32', 'scale') },
      locals: { ...typed('i32', 'end'), ...typed('v128', 'scales') },
    },
    ({ get, set }) => [
      ...set('end', i32.add(get('a'), get('bytes'))),
      ...set('scales', f32x4.splat(get('scale'))),
      ...repeatWhile(i32.less(get('a'), get('end')), [
        ...[0, 16].flatMap((at) =>
          f32x4.store(
            get('out'),
            f32x4.add(f32x4.load(get('a'), at), f32x4.multiply(get('scales'), f32x4.load(get('b'), at))),
            at,
          ),
        ),
        ...['a', 'b', 'out'].flatMap((name) => set(name, i32.add(get(name), i32.value(32)))),
      ]),
    ],
  )
}

function innerProduct(): WasmFunction {
  return define(
    {
      name: 'innerProduct',
      parameters: typed('i32', 'a', 'b', 'bytes'),
      locals: { ...typed('i32', 'end'), ...typed('v128', 'sum', 'sum2') },
      result: 'f32',
    },
    ({ get, set }) => [
      ...set('end', i32.add(get('a'), get('bytes'))),
      ...repeatWhile(i32.less(get('a'), get('end')), [
        ...['sum', 'sum2'].flatMap((sum, i) =>
          set(sum, f32x4.add(get(sum), f32x4.multiply(f32x4.load(get('a'), 16 * i), f32x4.load(get('b'), 16 * i)))),
        ),
        ...['a', 'b'].flatMap((name) => set(name, i32.add(get(name), i32.value(32)))),
      ]),
      ...set('sum', f32x4.add(get('sum'), get('sum2'))),
      ...f32.add(
        f32.add(f32x4.lane(get('sum'), 0), f32x4.lane(get('sum'), 1)),
        f32.add(f32x4.lane(get('sum'), 2), f32x4.lane(get('sum'), 3)),
      ),
    ],
  )
}

/** See the top of this file. */
function solveRow(): WasmFunction {
  const words = ['x', 'entry', 'entryEnd', 'toConfidence', 'toWeighted', 'fixed', 'gram', 'bytes', 'steps'] as const
  return define(
    {
      name: 'solveRow',
      parameters: typed('i32', 'settings', 'r'),
      locals: { ...typed('i32', ...words, 'd', 'q'), ...typed('f32', 'share', 'diagonal', 'rr', 'rrNext', 'a') },
    },
    ({ get, set }) => {
      const minusNormal = (v: string, out: string, scale: number) => [
        ...call(GRAM, get('gram'), get(v), get(out), get('bytes'), get('share'), get('diagonal')),
        ...call(
          ENTRIES,
          ...['entry', 'entryEnd', 'toConfidence', 'toWeighted', 'fixed', v, out, 'bytes'].map(get),
          f32.value(scale),
        ),
      ]
      return [
        ...words.flatMap((word) => set(word, i32.load(get('settings'), ROW_SETTINGS[word]))),
        ...set('share', f32.load(get('settings'), ROW_SETTINGS.share)),
        ...set('diagonal', f32.load(get('settings'), ROW_SETTINGS.diagonal)),
        ...set('d', i32.add(get('r'), get('bytes'))),
        ...set('q', i32.add(get('d'), get('bytes'))),
        ...minusNormal('x', 'r', 1),
        ...call(
          ADD_SCALED,
          ...[get('r'), i32.load(get('settings'), ROW_SETTINGS.right), get('r'), get('bytes')],
          f32.load(get('settings'), ROW_SETTINGS.rightScale),
        ),
        ...call(ADD_SCALED, get('r'), get('r'), get('d'), get('bytes'), f32.value(0)),
        ...set('rr', call(DOT, get('r'), get('r'), get('bytes'))),
        ...repeatWhile(
          i32.and(i32.less(i32.value(0), get('steps')), f32.greater(get('rr'), f32.value(1e-20))),
          when(i32.and(i32.less(i32.value(0), get('steps')), f32.greater(get('rr'), f32.value(1e-20))), [
            ...minusNormal('d', 'q', 0),
            ...set('a', f32.divide(f32.negate(get('rr')), call(DOT, get('d'), get('q'), get('bytes')))),
            ...call(ADD_SCALED, get('x'), get('d'), get('x'), get('bytes'), get('a')),
            ...call(ADD_SCALED, get('r'), get('q'), get('r'), get('bytes'), get('a')),
            ...set('rrNext', call(DOT, get('r'), get('r'), get('bytes'))),
            ...call(ADD_SCALED, ...[get('r'), get('d'), get('d'), get('bytes'), f32.divide(get('rrNext'), get('rr'))]),
            ...set('rr', get('rrNext')),
            ...set('steps', i32.subtract(get('steps'), i32.value(1))),
          ]),
        ),
      ]
    },
  )
}

/** Four rows and eight columns of the result at a time, over all rows of a block that fits the cache. */
function gramOfRows(): WasmFunction {
  const tile = [0, 1, 2, 3].flatMap((i) => [`s${i}0`, `s${i}1`])
  return define(
    {
      name: 'gramOfRows',
      parameters: typed('i32', 'first', 'end', 'bytes', 'out'),
      locals: { ...typed('i32', 'i', 'j', 'row'), ...typed('v128', 'scale', 'left', 'right', ...tile) },
    },
    ({ get, set }) => [
      ...set('i', i32.value(0)),
      ...repeatWhile(i32.less(get('i'), get('bytes')), [
        ...set('j', i32.and(get('i'), i32.value(-32))),
        ...repeatWhile(i32.less(get('j'), get('bytes')), [
          ...tile.flatMap((sum) => set(sum, f32x4.zero())),
          ...set('row', get('first')),
          ...repeatWhile(i32.less(get('row'), get('end')), [
            ...set('left', f32x4.load(i32.add(get('row'), get('j')))),
            ...set('right', f32x4.load(i32.add(get('row'), get('j')), 16)),
            ...[0, 1, 2, 3].flatMap((i) => [
              ...set('scale', f32x4.loadSplat(i32.add(get('row'), get('i')), 4 * i)),
              ...set(`s${i}0`, f32x4.add(get(`s${i}0`), f32x4.multiply(get('scale'), get('left')))),
              ...set(`s${i}1`, f32x4.add(get(`s${i}1`), f32x4.multiply(get('scale'), get('right')))),
            ]),
            ...set('row', i32.add(get('row'), get('bytes'))),
          ]),
          // element (i, j) lies at out + i/4·bytes + j
          ...set(
            'row',
            i32.add(i32.add(get('out'), get('j')), i32.multiply([...get('i'), ...i32.value(2), 0x76], get('bytes'))),
          ),
          ...[0, 1, 2, 3].flatMap((i) => [
            ...f32x4.store(get('row'), get(`s${i}0`)),
            ...f32x4.store(get('row'), get(`s${i}1`), 16),
            ...set('row', i32.add(get('row'), get('bytes'))),
          ]),
          ...set('j', i32.add(get('j'), i32.value(32))),
        ]),
        ...set('i', i32.add(get('i'), i32.value(16))),
      ]),
    ],
  )
}
