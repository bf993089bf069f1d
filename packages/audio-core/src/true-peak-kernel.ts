import { type Code, f32x4, i32, namedLocals, repeatWhile, runIf, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, FLOAT_BYTES, PAGE_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/** The true-peak meter's inner loop as WebAssembly with 128-bit vectors. All parameters are byte addresses. */
export interface TruePeakKernel {
  memory: WebAssembly.Memory
  /**
   * Goes through groups of eight places until `end`, and raises `peak`, a vector of four equal values, by the samples
   * as far as the filters of these places reach, and by what every phase gives at them. A group is passed over where its
   * samples' range, `overshoot` times, beyond the largest of them cannot exceed the peak.
   */
  scan(samples: number, end: number, taps: number, overshoot: number, peak: number): void
}

export interface TruePeakShape {
  /** At most 25, so that a group's filters reach over itself and three more. */
  taps: number
  phases: number
}

export const GROUP = 8
const GROUP_BYTES = GROUP * FLOAT_BYTES

/** `taps` lie in memory phase by phase within each tap. Undefined where the machine's WebAssembly lacks vectors. */
export function compileTruePeakKernel(shape: TruePeakShape): TruePeakKernel | undefined {
  const name = `true peak ${shape.taps} ${shape.phases}`
  return createKernel({ name, bytes: PAGE_BYTES, functions: () => [scan(shape)] })
}

const { add, subtract, multiply, load, store, spread, size, larger, smaller, negative, choose } = f32x4

function scan(shape: TruePeakShape): WasmFunction {
  const sums = sumNames(shape)
  const locals = {
    parameters: ['samples', 'end', 'taps', 'overshoot', 'peak'],
    i32: [],
    v128: [
      ...['found', 'share', 'high', 'low', 'highBefore', 'lowBefore', 'mostHigh', 'mostLow', 'near', 'far', 'tap'],
      // extremes of pairs of groups: the first and second, the second and third, the third and fourth
      ...['high1', 'low1', 'high2', 'low2', 'high3', 'low3'],
      ...sums,
    ],
  }
  const names = namedLocals(locals)
  const { get, set } = names
  const copy = (to: string, from: string) => set(to, get(from))
  const mayExceed = add(
    larger(get('mostHigh'), negative(get('mostLow'))),
    multiply(get('share'), subtract(get('mostHigh'), get('mostLow'))),
  )
  return {
    name: 'scan',
    ...locals,
    body: [
      set('share', spread(get('overshoot'))),
      set('found', load(get('peak'))),
      readGroup(names, { group: 0, pair: 1 }),
      readGroup(names, { group: 1, pair: 1 }),
      readGroup(names, { group: 2, pair: 2 }),
      repeatWhile(
        i32.less(get('samples'), get('end')),
        [
          readGroup(names, { group: 3, pair: 3 }),
          set('mostHigh', larger(get('high1'), get('high3'))),
          set('mostLow', smaller(get('low1'), get('low3'))),
          set('found', larger(get('found'), larger(get('mostHigh'), negative(get('mostLow'))))),
          runIf(f32x4.anyLarger(mayExceed, get('found')), betweenSamples(names, shape)),
          ...[copy('high1', 'high2'), copy('low1', 'low2'), copy('high2', 'high3'), copy('low2', 'low3')],
          set('samples', i32.add(get('samples'), i32.value(GROUP_BYTES))),
        ].flat(),
      ),
      store(get('peak'), get('found')),
    ].flat(),
  }
}

type Names = ReturnType<typeof namedLocals>

/** Its highest and lowest sample, and those of it with the group before as the given pair's. */
function readGroup({ get, set }: Names, { group, pair }: { group: number; pair: number }): Code {
  const half = (which: number) => load(get('samples'), group * GROUP_BYTES + which * VECTOR_BYTES)
  return [
    set('highBefore', get('high')),
    set('lowBefore', get('low')),
    set('high', larger(half(0), half(1))),
    set('low', smaller(half(0), half(1))),
    inAllLanes({ get, set }, 'high', larger),
    inAllLanes({ get, set }, 'low', smaller),
    set(`high${pair}`, larger(get('high'), get('highBefore'))),
    set(`low${pair}`, smaller(get('low'), get('lowBefore'))),
  ].flat()
}

function inAllLanes({ get, set }: Names, name: string, extreme: (a: Code, b: Code) => Code): Code {
  return [
    ...set(name, extreme(get(name), choose(get(name), get(name), [2, 3, 0, 1]))),
    ...set(name, extreme(get(name), choose(get(name), get(name), [1, 0, 3, 2]))),
  ]
}

function sumNames({ phases }: TruePeakShape): string[] {
  return Array.from({ length: phases }, (_, phase) => [`near${phase}`, `far${phase}`]).flat()
}

/** Two vectors of places share each tap, which is read once for both. */
function betweenSamples(names: Names, shape: TruePeakShape): Code {
  const { get, set } = names
  const sums = sumNames(shape)
  const accumulate = (sum: string, samples: string) => set(sum, add(get(sum), multiply(get(samples), get('tap'))))
  const oneTap = (tap: number): Code[] => [
    set('near', load(get('samples'), tap * FLOAT_BYTES)),
    set('far', load(get('samples'), tap * FLOAT_BYTES + VECTOR_BYTES)),
    ...Array.from({ length: shape.phases }, (_, phase) => [
      ...set('tap', spread(get('taps'), (tap * shape.phases + phase) * FLOAT_BYTES)),
      ...accumulate(`near${phase}`, 'near'),
      ...accumulate(`far${phase}`, 'far'),
    ]),
  ]
  return [
    ...sums.map((sum) => set(sum, f32x4.all(0))),
    ...Array.from({ length: shape.taps }, (_, tap) => oneTap(tap)).flat(),
    ...sums.map((sum) => set('found', larger(get('found'), size(get(sum))))),
    inAllLanes(names, 'found', larger),
  ].flat()
}
