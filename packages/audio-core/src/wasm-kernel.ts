import { assemble, type WasmFunction } from './wasm-assembler.ts'

export const PAGE_BYTES = 65536
export const FLOAT_BYTES = 4
/** Four floats. */
export const VECTOR_BYTES = 16

/** By name. Compiled again the same code would begin slowly again, as engines optimise it while it runs. */
const modules = new Map<string, WebAssembly.Module | undefined>()
/** Far more than there are, but for sounds whose rates were made up. */
const MOST_MODULES = 100

export interface KernelOptions {
  /** Stands for what `functions` returns. */
  name: string
  functions(): WasmFunction[]
  /** Size of the memory. */
  bytes: number
}

/** Compiled functions and a memory of their own. Undefined where the machine's WebAssembly lacks vectors. */
export function createKernel<Functions>({
  name,
  functions,
  bytes,
}: KernelOptions): (Functions & { memory: WebAssembly.Memory }) | undefined {
  const module = moduleOf(name, functions)
  if (!module) return undefined
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  const { exports } = new WebAssembly.Instance(module, { own: { memory } })
  return { ...(exports as unknown as Functions), memory }
}

function moduleOf(name: string, functions: () => WasmFunction[]): WebAssembly.Module | undefined {
  if (!modules.has(name)) {
    if (modules.size === MOST_MODULES) modules.clear()
    const code = assemble(functions())
    modules.set(name, WebAssembly.validate(code) ? new WebAssembly.Module(code) : undefined)
  }
  return modules.get(name)
}
