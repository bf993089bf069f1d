import { type FftPasses, fftPasses, kernelFunction, POINT_BYTES } from './fft-kernel.ts'
import { type Code, f32x4, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/**
 * Eight stretches of a sound are filtered together: a vector has four lanes, and each lane carries one stretch as the
 * real part and another as the imaginary part, which a filter of real taps keeps apart. All parameters are byte
 * addresses or byte counts.
 */
export interface DecimateKernel extends FftPasses {
  memory: WebAssembly.Memory
  /** Points until `end` at `out`, from stretches that begin `hop` apart. */
  gather(samples: number, hop: number, out: number, end: number): void
  /** Points of a spectrum until `end`, each by its gain; real and imaginary parts change places, to transform back. */
  weigh(points: number, end: number, gains: number, out: number): void
  /** Points until `end` to eight stretches of `length`, one behind the other. */
  scatter(points: number, end: number, length: number, out: number): void
}

/** Undefined where the machine's WebAssembly lacks vectors. */
export function compileDecimateKernel({ bytes }: { bytes: number }): DecimateKernel | undefined {
  return createKernel({
    name: 'decimate',
    bytes,
    functions: () => [...fftPasses('single'), gather(), weigh(), scatter()],
  })
}

const { load, store, spread, multiply } = f32x4
const LANES = [0, 1, 2, 3]

function gather(): WasmFunction {
  const locals = {
    parameters: ['samples', 'hop', 'out', 'end'],
    i32: LANES.map((lane) => `lane${lane}`),
    v128: ['re', 'im'],
  }
  const { get, set } = namedLocals(locals)
  const beyond = (lane: number, hops: number) => i32.add(get(`lane${lane}`), i32.multiply(get('hop'), i32.value(hops)))
  return kernelFunction<DecimateKernel>('gather', locals, [
    ...LANES.map((lane) => set(`lane${lane}`, i32.add(get('samples'), i32.multiply(get('hop'), i32.value(lane))))),
    repeatWhile(
      i32.less(get('out'), get('end')),
      [
        set('re', spread(get('lane0'))),
        set('im', spread(beyond(0, 4))),
        ...[1, 2, 3].flatMap((lane) => [
          set('re', f32x4.loadLane(get(`lane${lane}`), get('re'), lane)),
          set('im', f32x4.loadLane(beyond(lane, 4), get('im'), lane)),
        ]),
        store(get('out'), get('re')),
        store(get('out'), get('im'), VECTOR_BYTES),
        ...LANES.map((lane) => set(`lane${lane}`, i32.add(get(`lane${lane}`), i32.value(FLOAT_BYTES)))),
        set('out', i32.add(get('out'), i32.value(POINT_BYTES))),
      ].flat(),
    ),
  ])
}

function weigh(): WasmFunction {
  const locals = { parameters: ['points', 'end', 'gains', 'out'], i32: [], v128: ['gain'] }
  const { get, set } = namedLocals(locals)
  return kernelFunction<DecimateKernel>('weigh', locals, [
    repeatWhile(
      i32.less(get('points'), get('end')),
      [
        set('gain', spread(get('gains'))),
        store(get('out'), multiply(load(get('points'), VECTOR_BYTES), get('gain'))),
        store(get('out'), multiply(load(get('points')), get('gain')), VECTOR_BYTES),
        set('points', i32.add(get('points'), i32.value(POINT_BYTES))),
        set('gains', i32.add(get('gains'), i32.value(FLOAT_BYTES))),
        set('out', i32.add(get('out'), i32.value(POINT_BYTES))),
      ].flat(),
    ),
  ])
}

/** What transforms back has its parts in each other's place, so the real parts come second. */
function scatter(): WasmFunction {
  const locals = { parameters: ['points', 'end', 'length', 'out'], i32: [], v128: ['re', 'im'] }
  const { get, set } = namedLocals(locals)
  const place = (stretch: number): Code => i32.add(get('out'), i32.multiply(get('length'), i32.value(stretch)))
  return kernelFunction<DecimateKernel>('scatter', locals, [
    repeatWhile(
      i32.less(get('points'), get('end')),
      [
        set('im', load(get('points'))),
        set('re', load(get('points'), VECTOR_BYTES)),
        ...LANES.flatMap((lane) => [
          f32x4.storeLane(place(lane), get('re'), lane),
          f32x4.storeLane(place(lane + 4), get('im'), lane),
        ]),
        set('points', i32.add(get('points'), i32.value(POINT_BYTES))),
        set('out', i32.add(get('out'), i32.value(FLOAT_BYTES))),
      ].flat(),
    ),
  ])
}
