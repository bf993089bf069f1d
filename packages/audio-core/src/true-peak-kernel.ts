import { type Code, f32x4, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, FLOAT_BYTES, PAGE_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/** The true-peak meter's inner loops as WebAssembly with 128-bit vectors. All parameters are byte addresses. */
export interface TruePeakKernel {
  memory: WebAssembly.Memory
  /** The largest size among the samples until `end`, as four partial ones. */
  atSamples(samples: number, end: number, out: number): void
  /** The same between the samples: of every phase at each place until `end`, eight places at a time. */
  betweenSamples(samples: number, end: number, taps: number, out: number): void
}

export const PLACES_AT_ONCE = 8

const { add, multiply, load, store, spread, size, larger } = f32x4

/** `taps` lie in memory phase by phase within each tap. Undefined where the machine's WebAssembly lacks vectors. */
export function compileTruePeakKernel({ taps, phases }: { taps: number; phases: number }): TruePeakKernel | undefined {
  const functions = () => [atSamples(), betweenSamples({ taps, phases })]
  return createKernel({ name: `true peak ${taps} ${phases}`, bytes: PAGE_BYTES, functions })
}

function atSamples(): WasmFunction {
  const locals = { parameters: ['samples', 'end', 'out'], i32: [], v128: ['peak'] }
  const { get, set } = namedLocals(locals)
  return {
    name: 'atSamples',
    ...locals,
    body: [
      repeatWhile(
        i32.less(get('samples'), get('end')),
        [
          set('peak', larger(get('peak'), size(load(get('samples'))))),
          set('samples', i32.add(get('samples'), i32.value(VECTOR_BYTES))),
        ].flat(),
      ),
      store(get('out'), get('peak')),
    ].flat(),
  }
}

/** Two vectors of places share each tap, which is read once for both. */
function betweenSamples({ taps, phases }: { taps: number; phases: number }): WasmFunction {
  const sums = Array.from({ length: phases }, (_, phase) => [`near${phase}`, `far${phase}`]).flat()
  const locals = {
    parameters: ['samples', 'end', 'taps', 'out'],
    i32: [],
    v128: ['peak', 'near', 'far', 'tap', ...sums],
  }
  const { get, set } = namedLocals(locals)
  const accumulate = (sum: string, samples: string) => set(sum, add(get(sum), multiply(get(samples), get('tap'))))
  const oneTap = (tap: number): Code[] => [
    set('near', load(get('samples'), tap * FLOAT_BYTES)),
    set('far', load(get('samples'), tap * FLOAT_BYTES + VECTOR_BYTES)),
    ...Array.from({ length: phases }, (_, phase) => [
      ...set('tap', spread(get('taps'), (tap * phases + phase) * FLOAT_BYTES)),
      ...accumulate(`near${phase}`, 'near'),
      ...accumulate(`far${phase}`, 'far'),
    ]),
  ]
  return {
    name: 'betweenSamples',
    ...locals,
    body: [
      repeatWhile(
        i32.less(get('samples'), get('end')),
        [
          ...sums.map((sum) => set(sum, f32x4.all(0))),
          ...Array.from({ length: taps }, (_, tap) => oneTap(tap)).flat(),
          ...sums.map((sum) => set('peak', larger(get('peak'), size(get(sum))))),
          set('samples', i32.add(get('samples'), i32.value(PLACES_AT_ONCE * FLOAT_BYTES))),
        ].flat(),
      ),
      store(get('out'), get('peak')),
    ].flat(),
  }
}
