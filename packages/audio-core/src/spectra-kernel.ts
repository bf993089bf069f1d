import {
  type FftPasses,
  fftPasses,
  kernelFunction,
  LANES,
  NUMBER_BYTES,
  POINT_BYTES,
  type Precision,
  vectorsOf,
} from './fft-kernel.ts'
import { type Code, f32x4, f64x2, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'
import { createKernel, FLOAT_BYTES, VECTOR_BYTES } from './wasm-kernel.ts'

/**
 * The inner loops of spectrograms as WebAssembly with 128-bit vectors. Two or four frames are transformed together, one
 * in each lane, by fft-kernel.ts and as the scalar transform in real-fft.ts does it. All parameters are byte addresses or byte counts unless said otherwise.
 */
export interface SpectraKernel extends FftPasses {
  memory: WebAssembly.Memory
  /** Frames that begin `hop` apart, windowed, lane by lane. `end`: end of the window. */
  gather(samples: number, hop: number, window: number, end: number, out: number): void
  /** Power of bins 0 to half from the half-size transform of `half` bytes. `middle`: half of `half`. */
  power(z: number, half: number, middle: number, twiddles: number, out: number): void
  /** In single precision only. `counts` holds, for each band until `end`, the bytes of power to skip to and the number of weights. */
  bands(power: number, counts: number, end: number, weights: number, out: number): void
  /** Lanes of power until `end` to rows of 32-bit floats that begin `rowBytes` apart. */
  powerRows(power: number, end: number, rowBytes: number, out: number): void
  /** The same with the power's roots. */
  magnitudeRows(power: number, end: number, rowBytes: number, out: number): void
}

/** Undefined where the machine's WebAssembly lacks vectors. */
export function compileSpectraKernel(options: { precision: Precision; bytes: number }): SpectraKernel | undefined {
  const { precision, bytes } = options
  const functions = () => [
    gather(precision),
    ...fftPasses(precision),
    power(precision),
    ...(precision === 'single' ? [bands()] : []),
    rows(precision, 'powerRows'),
    rows(precision, 'magnitudeRows'),
  ]
  return createKernel({ name: `spectra in ${precision} precision`, bytes, functions })
}

function gather(precision: Precision): WasmFunction {
  const locals = { parameters: ['samples', 'hop', 'window', 'end', 'out'], i32: [], v128: ['frames'] }
  const { get, set } = namedLocals(locals)
  const { multiply, store, spread } = vectorsOf[precision]
  const frame = (lane: number) => i32.add(get('samples'), i32.multiply(get('hop'), i32.value(lane)))
  const points = precision === 'single' ? get('frames') : f64x2.fromFirstTwo(get('frames'))
  return kernelFunction<SpectraKernel>('gather', locals, [
    repeatWhile(
      i32.less(get('window'), get('end')),
      [
        set('frames', f32x4.spread(get('samples'))),
        ...lanesOf(precision)
          .slice(1)
          .map((lane) => set('frames', f32x4.loadLane(frame(lane), get('frames'), lane))),
        store(get('out'), multiply(points, spread(get('window')))),
        set('samples', i32.add(get('samples'), i32.value(FLOAT_BYTES))),
        set('window', i32.add(get('window'), i32.value(NUMBER_BYTES[precision]))),
        set('out', i32.add(get('out'), i32.value(VECTOR_BYTES))),
      ].flat(),
    ),
  ])
}

/** X[k] = E[k] + w·O[k] and X[half - k] = conj(E[k] - w·O[k]), as in real-fft.ts. */
function power(precision: Precision): WasmFunction {
  const { add, subtract, multiply, load, store, spread, all } = vectorsOf[precision]
  const bytes = NUMBER_BYTES[precision]
  const locals = {
    parameters: ['z', 'half', 'middle', 'twiddles', 'out'],
    i32: ['mirror', 'mirrorOut', 'end'],
    v128: ['ar', 'ai', 'br', 'bi', 'er', 'ei', 'or', 'oi', 'wr', 'wi', 'tr', 'ti', 'x', 'y'],
  }
  const { get, set } = namedLocals(locals)
  const squares = (a: Code, b: Code) => [
    ...set('x', a),
    ...set('y', b),
    ...add(multiply(get('x'), get('x')), multiply(get('y'), get('y'))),
  ]
  const halved = (value: Code) => multiply(value, all(0.5))
  const step = (name: string, bytes: number) => set(name, i32.add(get(name), i32.value(bytes)))
  return kernelFunction<SpectraKernel>('power', locals, [
    set('mirror', i32.add(get('z'), get('half'))),
    set('mirrorOut', i32.add(get('out'), get('middle'))),
    set('end', i32.add(get('z'), get('middle'))),
    set('ar', load(get('z'))),
    set('ai', load(get('z'), VECTOR_BYTES)),
    set('x', add(get('ar'), get('ai'))),
    store(get('out'), multiply(get('x'), get('x'))),
    set('x', subtract(get('ar'), get('ai'))),
    store(get('mirrorOut'), multiply(get('x'), get('x'))),
    repeatWhile(
      i32.less(get('z'), get('end')),
      [
        step('z', POINT_BYTES),
        step('mirror', -POINT_BYTES),
        step('out', VECTOR_BYTES),
        step('mirrorOut', -VECTOR_BYTES),
        step('twiddles', 2 * bytes),
        set('ar', load(get('z'))),
        set('ai', load(get('z'), VECTOR_BYTES)),
        set('br', load(get('mirror'))),
        set('bi', load(get('mirror'), VECTOR_BYTES)),
        set('er', halved(add(get('ar'), get('br')))),
        set('ei', halved(subtract(get('ai'), get('bi')))),
        set('or', halved(add(get('ai'), get('bi')))),
        set('oi', halved(subtract(get('br'), get('ar')))),
        set('wr', spread(get('twiddles'))),
        set('wi', spread(get('twiddles'), bytes)),
        set('tr', subtract(multiply(get('or'), get('wr')), multiply(get('oi'), get('wi')))),
        set('ti', add(multiply(get('or'), get('wi')), multiply(get('oi'), get('wr')))),
        store(get('out'), squares(add(get('er'), get('tr')), add(get('ei'), get('ti')))),
        store(get('mirrorOut'), squares(subtract(get('er'), get('tr')), subtract(get('ei'), get('ti')))),
      ].flat(),
    ),
  ])
}

function bands(): WasmFunction {
  const { add, multiply, load, store, spread } = f32x4
  const locals = { parameters: ['power', 'counts', 'end', 'weights', 'out'], i32: ['bin', 'weightsEnd'], v128: ['sum'] }
  const { get, set } = namedLocals(locals)
  return kernelFunction<SpectraKernel>('bands', locals, [
    repeatWhile(
      i32.less(get('counts'), get('end')),
      [
        set('bin', i32.add(get('power'), i32.load(get('counts')))),
        set('weightsEnd', i32.load(i32.add(get('counts'), i32.value(4)))),
        set('sum', f32x4.all(0)),
        repeatWhile(
          i32.less(get('weights'), get('weightsEnd')),
          [
            set('sum', add(get('sum'), multiply(load(get('bin')), spread(get('weights'))))),
            set('bin', i32.add(get('bin'), i32.value(VECTOR_BYTES))),
            set('weights', i32.add(get('weights'), i32.value(4))),
          ].flat(),
        ),
        store(get('out'), get('sum')),
        set('out', i32.add(get('out'), i32.value(VECTOR_BYTES))),
        set('counts', i32.add(get('counts'), i32.value(8))),
      ].flat(),
    ),
  ])
}

function rows(precision: Precision, name: 'powerRows' | 'magnitudeRows'): WasmFunction {
  const locals = { parameters: ['power', 'end', 'rowBytes', 'out'], i32: [], v128: ['values'] }
  const { get, set } = namedLocals(locals)
  const { load, root } = vectorsOf[precision]
  const values = name === 'powerRows' ? load(get('power')) : root(load(get('power')))
  const row = (lane: number) => i32.add(get('out'), i32.multiply(get('rowBytes'), i32.value(lane)))
  return kernelFunction<SpectraKernel>(name, locals, [
    repeatWhile(
      i32.less(get('power'), get('end')),
      [
        set('values', precision === 'single' ? values : f64x2.toFirstTwo(values)),
        ...lanesOf(precision).map((lane) => f32x4.storeLane(row(lane), get('values'), lane)),
        set('power', i32.add(get('power'), i32.value(VECTOR_BYTES))),
        set('out', i32.add(get('out'), i32.value(FLOAT_BYTES))),
      ].flat(),
    ),
  ])
}

function lanesOf(precision: Precision): number[] {
  return Array.from({ length: LANES[precision] }, (_, lane) => lane)
}
