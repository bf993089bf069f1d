import { assemble, type Code, f32x4, i32, namedLocals, repeatWhile, type WasmFunction } from './wasm-assembler.ts'

/**
 * The mel-spectrogram's inner loops as WebAssembly with 128-bit vectors. Four frames are transformed together, one in
 * each lane, so every step is that of the scalar transform in real-fft.ts and no lanes have to be shuffled. A point is
 * a real vector and an imaginary one, 32 bytes. All parameters are byte addresses or byte counts unless said otherwise.
 */
export interface MelKernel {
  memory: WebAssembly.Memory
  /** Four frames that begin `hop` apart, windowed, lane by lane. `end`: end of the window. */
  gather(samples: number, hop: number, window: number, end: number, out: number): void
  /** One radix-4 pass; `groups` counts butterflies with twiddles of their own, `stride` is in bytes. */
  radix4(input: number, out: number, groups: number, stride: number, twiddles: number): void
  /** The closing radix-2 pass over `half` bytes and another half. */
  radix2(input: number, out: number, half: number): void
  /** Power of bins 0 to half from the half-size transform of `half` bytes. `middle`: half of `half`. */
  power(z: number, half: number, middle: number, twiddles: number, out: number): void
  /** `counts` holds, for each band until `end`, the bytes of power to skip to and the number of weights. */
  bands(power: number, counts: number, end: number, weights: number, out: number): void
}

const POINT_BYTES = 32
const VECTOR_BYTES = 16

/** Undefined where the machine's WebAssembly lacks vectors. */
export function compileMelKernel({ bytes }: { bytes: number }): MelKernel | undefined {
  const code = assemble([gather(), radix4(), radix2(), power(), bands()], { pages: Math.ceil(bytes / 65536) })
  if (!WebAssembly.validate(code)) return undefined
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as MelKernel
}

const { add, subtract, multiply, load, store, spread } = f32x4

function kernelFunction(
  name: keyof MelKernel,
  locals: Omit<WasmFunction, 'name' | 'body'>,
  body: Code[],
): WasmFunction {
  return { name, ...locals, body: body.flat() }
}

function gather(): WasmFunction {
  const locals = { parameters: ['samples', 'hop', 'window', 'end', 'out'], i32: [], v128: ['frames'] }
  const { get, set } = namedLocals(locals)
  const frame = (lane: number) => i32.add(get('samples'), i32.multiply(get('hop'), i32.value(lane)))
  return kernelFunction('gather', locals, [
    repeatWhile(
      i32.less(get('window'), get('end')),
      [
        set('frames', spread(get('samples'))),
        ...[1, 2, 3].map((lane) => set('frames', f32x4.loadLane(frame(lane), get('frames'), lane))),
        store(get('out'), multiply(get('frames'), spread(get('window')))),
        set('samples', i32.add(get('samples'), i32.value(4))),
        set('window', i32.add(get('window'), i32.value(4))),
        set('out', i32.add(get('out'), i32.value(VECTOR_BYTES))),
      ].flat(),
    ),
  ])
}

function radix4(): WasmFunction {
  const locals = {
    parameters: ['input', 'out', 'groups', 'stride', 'twiddles'],
    i32: ['quarter', 'end', 'b', 'c', 'd', 'out1', 'out2', 'out3'],
    v128: [
      ...['w1r', 'w1i', 'w2r', 'w2i', 'w3r', 'w3i', 'ar', 'ai', 'br', 'bi', 'cr', 'ci', 'dr', 'di'],
      ...['sumR', 'sumI', 'diffR', 'diffI', 'sum2R', 'sum2I', 'turnR', 'turnI', 'xr', 'xi'],
    ],
  }
  const { get, set } = namedLocals(locals)
  const read = (address: string, re: string, im: string) => [
    ...set(re, load(get(address))),
    ...set(im, load(get(address), VECTOR_BYTES)),
  ]
  /** Stores x turned by the twiddle w. */
  const writeTurned = (address: string, wr: string, wi: string) => [
    ...store(get(address), subtract(multiply(get('xr'), get(wr)), multiply(get('xi'), get(wi)))),
    ...store(get(address), add(multiply(get('xr'), get(wi)), multiply(get('xi'), get(wr))), VECTOR_BYTES),
  ]
  const advance = (address: string) => set(address, i32.add(get(address), i32.value(POINT_BYTES)))
  const butterfly = [
    set('b', i32.add(get('input'), get('quarter'))),
    set('c', i32.add(get('b'), get('quarter'))),
    set('d', i32.add(get('c'), get('quarter'))),
    set('out1', i32.add(get('out'), get('stride'))),
    set('out2', i32.add(get('out1'), get('stride'))),
    set('out3', i32.add(get('out2'), get('stride'))),
    read('input', 'ar', 'ai'),
    read('b', 'br', 'bi'),
    read('c', 'cr', 'ci'),
    read('d', 'dr', 'di'),
    set('sumR', add(get('ar'), get('cr'))),
    set('sumI', add(get('ai'), get('ci'))),
    set('diffR', subtract(get('ar'), get('cr'))),
    set('diffI', subtract(get('ai'), get('ci'))),
    set('sum2R', add(get('br'), get('dr'))),
    set('sum2I', add(get('bi'), get('di'))),
    set('turnR', subtract(get('di'), get('bi'))),
    set('turnI', subtract(get('br'), get('dr'))),
    store(get('out'), add(get('sumR'), get('sum2R'))),
    store(get('out'), add(get('sumI'), get('sum2I')), VECTOR_BYTES),
    set('xr', subtract(get('diffR'), get('turnR'))),
    set('xi', subtract(get('diffI'), get('turnI'))),
    writeTurned('out1', 'w1r', 'w1i'),
    set('xr', subtract(get('sumR'), get('sum2R'))),
    set('xi', subtract(get('sumI'), get('sum2I'))),
    writeTurned('out2', 'w2r', 'w2i'),
    set('xr', add(get('diffR'), get('turnR'))),
    set('xi', add(get('diffI'), get('turnI'))),
    writeTurned('out3', 'w3r', 'w3i'),
    advance('input'),
    advance('out'),
  ].flat()
  const group = [
    ...['w1r', 'w1i', 'w2r', 'w2i', 'w3r', 'w3i'].map((name, i) => set(name, spread(get('twiddles'), 4 * i))),
    set('end', i32.add(get('input'), get('stride'))),
    repeatWhile(i32.less(get('input'), get('end')), butterfly),
    set('out', i32.add(get('out'), i32.multiply(get('stride'), i32.value(3)))),
    set('twiddles', i32.add(get('twiddles'), i32.value(24))),
    set('groups', i32.subtract(get('groups'), i32.value(1))),
  ].flat()
  return kernelFunction('radix4', locals, [
    set('quarter', i32.multiply(get('groups'), get('stride'))),
    repeatWhile(get('groups'), group),
  ])
}

function radix2(): WasmFunction {
  const locals = { parameters: ['input', 'out', 'half'], i32: ['end'], v128: ['a', 'b'] }
  const { get, set } = namedLocals(locals)
  return kernelFunction('radix2', locals, [
    set('end', i32.add(get('input'), get('half'))),
    repeatWhile(
      i32.less(get('input'), get('end')),
      [
        set('a', load(get('input'))),
        set('b', load(i32.add(get('input'), get('half')))),
        store(get('out'), add(get('a'), get('b'))),
        store(i32.add(get('out'), get('half')), subtract(get('a'), get('b'))),
        set('input', i32.add(get('input'), i32.value(VECTOR_BYTES))),
        set('out', i32.add(get('out'), i32.value(VECTOR_BYTES))),
      ].flat(),
    ),
  ])
}

/** X[k] = E[k] + w·O[k] and X[half - k] = conj(E[k] - w·O[k]), as in real-fft.ts. */
function power(): WasmFunction {
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
  const halved = (value: Code) => multiply(value, f32x4.all(0.5))
  const step = (name: string, bytes: number) => set(name, i32.add(get(name), i32.value(bytes)))
  return kernelFunction('power', locals, [
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
        step('twiddles', 8),
        set('ar', load(get('z'))),
        set('ai', load(get('z'), VECTOR_BYTES)),
        set('br', load(get('mirror'))),
        set('bi', load(get('mirror'), VECTOR_BYTES)),
        set('er', halved(add(get('ar'), get('br')))),
        set('ei', halved(subtract(get('ai'), get('bi')))),
        set('or', halved(add(get('ai'), get('bi')))),
        set('oi', halved(subtract(get('br'), get('ar')))),
        set('wr', spread(get('twiddles'))),
        set('wi', spread(get('twiddles'), 4)),
        set('tr', subtract(multiply(get('or'), get('wr')), multiply(get('oi'), get('wi')))),
        set('ti', add(multiply(get('or'), get('wi')), multiply(get('oi'), get('wr')))),
        store(get('out'), squares(add(get('er'), get('tr')), add(get('ei'), get('ti')))),
        store(get('mirrorOut'), squares(subtract(get('er'), get('tr')), subtract(get('ei'), get('ti')))),
      ].flat(),
    ),
  ])
}

function bands(): WasmFunction {
  const locals = { parameters: ['power', 'counts', 'end', 'weights', 'out'], i32: ['bin', 'weightsEnd'], v128: ['sum'] }
  const { get, set } = namedLocals(locals)
  return kernelFunction('bands', locals, [
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
