/** WebAssembly instructions as bytes. Expressions nest: what a call returns leaves at most one value on the stack. */
export type Code = number[]

const TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof TYPES

export interface WasmFunction {
  name: string
  parameters: Readonly<Record<string, ValueType>>
  locals: Readonly<Record<string, ValueType>>
  result?: ValueType
  body: Code
}

export const i32 = {
  value: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Code, at = 0): Code => [...address, 0x28, 2, ...unsigned(at)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0x6b],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0x6c],
  and: (a: Code, b: Code): Code => [...a, ...b, 0x71],
  shiftLeft: (a: Code, bits: number): Code => [...a, ...i32.value(bits), 0x74],
  /** unsigned, as addresses are */
  less: (a: Code, b: Code): Code => [...a, ...b, 0x49],
  atMost: (a: Code, b: Code): Code => [...a, ...b, 0x4d],
}

export const f32 = {
  value: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  load: (address: Code, at = 0): Code => [...address, 0x2a, 2, ...unsigned(at)],
  store: (address: Code, value: Code, at = 0): Code => [...address, ...value, 0x38, 2, ...unsigned(at)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x92],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0x93],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0x94],
  divide: (a: Code, b: Code): Code => [...a, ...b, 0x95],
  negate: (a: Code): Code => [...a, 0x8c],
  greater: (a: Code, b: Code): Code => [...a, ...b, 0x5e],
  fromI32: (a: Code): Code => [...a, 0xb2],
}

export const f64 = {
  load: (address: Code, at = 0): Code => [...address, 0x2b, 3, ...unsigned(at)],
  store: (address: Code, value: Code, at = 0): Code => [...address, ...value, 0x39, 3, ...unsigned(at)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0xa0],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0xa1],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0xa2],
}

/** Two 64-bit floats at once. */
export const f64x2 = {
  load: (address: Code, at = 0): Code => f32x4.load(address, at),
  store: (address: Code, value: Code, at = 0): Code => f32x4.store(address, value, at),
  /** from two 32-bit floats */
  loadFloats: (address: Code, at = 0): Code => [...address, ...simd(93), 3, ...unsigned(at), ...simd(95)],
  zero: (): Code => f32x4.zero(),
  splat: (value: Code): Code => [...value, ...simd(20)],
  /** one double of the memory in both lanes */
  loadSplat: (address: Code, at = 0): Code => [...address, ...simd(10), 3, ...unsigned(at)],
  lane: (a: Code, lane: number): Code => [...a, ...simd(33), lane],
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(240)],
  subtract: (a: Code, b: Code): Code => [...a, ...b, ...simd(241)],
  multiply: (a: Code, b: Code): Code => [...a, ...b, ...simd(242)],
}

/** Four 32-bit floats at once. `at` is a constant number of bytes beyond the address. */
export const f32x4 = {
  load: (address: Code, at = 0): Code => [...address, ...simd(0), 2, ...unsigned(at)],
  store: (address: Code, value: Code, at = 0): Code => [...address, ...value, ...simd(11), 2, ...unsigned(at)],
  /** one float of the memory in all four lanes */
  loadSplat: (address: Code, at = 0): Code => [...address, ...simd(9), 2, ...unsigned(at)],
  splat: (value: Code): Code => [...value, ...simd(19)],
  zero: (): Code => [...simd(12), ...new Array<number>(16).fill(0)],
  lane: (a: Code, lane: number): Code => [...a, ...simd(31), lane],
  /** lanes 0 … 3 of `a`, 4 … 7 of `b`, in the order given */
  shuffle: (a: Code, b: Code, lanes: readonly [number, number, number, number]): Code => [
    ...[...a, ...b, ...simd(13)],
    ...lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(228)],
  subtract: (a: Code, b: Code): Code => [...a, ...b, ...simd(229)],
  multiply: (a: Code, b: Code): Code => [...a, ...b, ...simd(230)],
  /** lane by lane; of numbers only */
  most: (a: Code, b: Code): Code => [...a, ...b, ...simd(235)],
}

/** Eight 16-bit integers at once. */
export const i16x8 = {
  load: f32x4.load,
  /** from eight signed bytes */
  loadBytes: (address: Code, at = 0): Code => [...address, ...simd(1), 0, ...unsigned(at)],
  /** [4 x i32] products of neighbours, added in pairs */
  dot: (a: Code, b: Code): Code => [...a, ...b, ...simd(186)],
}

export const i32x4 = {
  shuffle: f32x4.shuffle,
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(174)],
  toF32: (a: Code): Code => [...a, ...simd(250)],
}

/** Runs `body` again as long as `condition` holds after it. */
export function repeatWhile(condition: Code, body: Code): Code {
  return [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b]
}

export function when(condition: Code, body: Code): Code {
  return [...condition, 0x04, 0x40, ...body, 0x0b]
}

/** A function's parameters or locals: so many of one type. */
export const typed = <T extends ValueType>(type: T, ...names: string[]): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, type])) as Record<string, T>

/** Writes a function with the names of its parameters and locals. */
export function define(declared: Omit<WasmFunction, 'body'>, body: (locals: Locals) => Code): WasmFunction {
  const names = [...Object.keys(declared.parameters), ...Object.keys(declared.locals)]
  const index = (name: string) => {
    const at = names.indexOf(name)
    if (at < 0) throw new RangeError(`${declared.name} has no local ${name}`)
    return unsigned(at)
  }
  const locals: Locals = {
    get: (name) => [0x20, ...index(name)],
    set: (name, value) => [...value, 0x21, ...index(name)],
  }
  return { ...declared, body: body(locals) }
}

export interface Locals {
  get(name: string): Code
  set(name: string, value: Code): Code
}

/** Calls another function of the module by its place in the list that `assemble` is given. */
export function call(place: number, ...values: Code[]): Code {
  return [...values.flat(), 0x10, ...unsigned(place)]
}

/**
 * A module that exports its functions and works in the memory that it is given as `env.memory`.
 * @param shared whether that memory is one of several threads, of up to 4 GiB
 */
export function assemble(functions: readonly WasmFunction[], { shared = false } = {}): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    ...[0x60, ...vector(Object.values(parameters).map((type) => [TYPES[type]]))],
    ...vector(result ? [[TYPES[result]]] : []),
  ])
  const code = functions.map(({ locals, body }) =>
    sized([...vector(Object.values(locals).map((type) => [1, TYPES[type]])), ...body, 0x0b]),
  )
  const limits = shared ? [3, ...unsigned(1), ...unsigned(MOST_PAGES)] : [0, 1]
  const exported = functions.map(({ name }, place) => [...text(name), 0, ...unsigned(place)])
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, ...limits]])),
    ...section(3, vector(functions.map((_, place) => unsigned(place)))),
    ...section(7, vector(exported)),
    ...section(10, vector(code)),
  ])
}

export const PAGE_BYTES = 65_536
/** 4 GiB, the most that 32-bit addresses reach. */
export const MOST_PAGES = 65_536

function section(id: number, content: Code): Code {
  return [id, ...sized(content)]
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content]
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)])
}

function simd(opcode: number): Code {
  return [0xfd, ...unsigned(opcode)]
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
