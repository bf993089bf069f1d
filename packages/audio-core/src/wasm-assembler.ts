/** WebAssembly instructions as bytes. Expressions nest: what a call returns leaves one value on the stack. */
export type Code = number[]

export interface WasmFunction {
  name: string
  /** All parameters are 32-bit integers; nothing is returned. */
  parameters: string[]
  i32: string[]
  v128: string[]
  body: Code
}

type Local = (name: string) => Code

export const i32 = {
  value: (value: number): Code => [0x41, ...signed(value)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0x6b],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0x6c],
  less: (a: Code, b: Code): Code => [...a, ...b, 0x49],
  load: (address: Code): Code => [...address, 0x28, 2, 0],
}

/** Four 32-bit floats at once. `at` is a constant number of bytes beyond the address. */
export const f32x4 = {
  load: (address: Code, at = 0): Code => [...address, ...simd(0), 2, ...unsigned(at)],
  store: (address: Code, value: Code, at = 0): Code => [...address, ...value, ...simd(11), 2, ...unsigned(at)],
  /** One float in all four lanes. */
  spread: (address: Code, at = 0): Code => [...address, ...simd(9), 2, ...unsigned(at)],
  /** `value` with one lane read from memory. */
  loadLane: (address: Code, value: Code, lane: number): Code => [...address, ...value, ...simd(84 + 2), 2, 0, lane],
  /** Writes one lane. */
  storeLane: (address: Code, value: Code, lane: number): Code => [...address, ...value, ...simd(90), 2, 0, lane],
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(228)],
  subtract: (a: Code, b: Code): Code => [...a, ...b, ...simd(229)],
  multiply: (a: Code, b: Code): Code => [...a, ...b, ...simd(230)],
  all: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer), ...simd(19)],
  size: (value: Code): Code => [...value, ...simd(224)],
  root: (value: Code): Code => [...value, ...simd(227)],
  negative: (value: Code): Code => [...value, ...simd(225)],
  /** Lane by lane; where a lane is no number, one of the two. */
  larger: (a: Code, b: Code): Code => [...a, ...b, ...simd(235)],
  smaller: (a: Code, b: Code): Code => [...a, ...b, ...simd(234)],
  /** Of the first's lanes 0 to 3 and the second's, 4 to 7. */
  choose: (a: Code, b: Code, lanes: [number, number, number, number]): Code => {
    const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))
    return [...a, ...b, ...simd(13), ...bytes]
  },
  /** Whether in any lane the first is larger: a condition. */
  anyLarger: (a: Code, b: Code): Code => [...a, ...b, ...simd(68), ...simd(83)],
}

/** Two 64-bit floats at once. `at` is a constant number of bytes beyond the address. */
export const f64x2 = {
  /** One float in both lanes. */
  spread: (address: Code, at = 0): Code => [...address, ...simd(10), 3, ...unsigned(at)],
  all: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer), ...simd(20)],
  root: (value: Code): Code => [...value, ...simd(239)],
  /** As the first two of four 32-bit floats. */
  toFirstTwo: (value: Code): Code => [...value, ...simd(94)],
  load: (address: Code, at = 0): Code => [...address, ...simd(0), 3, ...unsigned(at)],
  store: (address: Code, value: Code, at = 0): Code => [...address, ...value, ...simd(11), 3, ...unsigned(at)],
  /** The first two of four 32-bit floats. */
  fromFirstTwo: (value: Code): Code => [...value, ...simd(95)],
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(240)],
  subtract: (a: Code, b: Code): Code => [...a, ...b, ...simd(241)],
  multiply: (a: Code, b: Code): Code => [...a, ...b, ...simd(242)],
}

/** Runs `body` again as long as `condition` holds after it. */
export function repeatWhile(condition: Code, body: Code): Code {
  return [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b]
}

/** Runs `body` where `condition` holds. */
export function runIf(condition: Code, body: Code): Code {
  return [...condition, 0x04, 0x40, ...body, 0x0b]
}

/** Names for a function's parameters and locals, in the order of its declaration. */
export function namedLocals({ parameters, i32: integers, v128 }: Omit<WasmFunction, 'name' | 'body'>) {
  const names = [...parameters, ...integers, ...v128]
  const index = (name: string) => unsigned(names.indexOf(name))
  const get: Local = (name) => [0x20, ...index(name)]
  const set = (name: string, value: Code): Code => [...value, 0x21, ...index(name)]
  return { get, set }
}

/** A module that exports its functions, which work on the memory that it is given as `own.memory`. */
export function assemble(functions: WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(parameters.map(() => [0x7f])), 0])
  const code = functions.map(({ i32: integers, v128, body }) => {
    const locals = vector([
      [...unsigned(integers.length), 0x7f],
      [...unsigned(v128.length), 0x7b],
    ])
    return sized([...locals, ...body, 0x0b])
  })
  const exported = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)])
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('own'), ...text('memory'), 2, 0, 1]])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(exported)),
    ...section(10, vector(code)),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)]
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content]
}

function vector(items: Code[]): Code {
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
