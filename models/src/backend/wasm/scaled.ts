import { type Info, release, runKernel, type WasmBackend } from './run-kernel.ts'

/** A new tensor, every value times `factor`. */
export function scaled(backend: WasmBackend, tensor: Info, factor: number): Info {
  const scalar = runKernel(backend, 'Fill', {}, { shape: [], value: factor, dtype: 'float32' })
  const product = runKernel(backend, 'Multiply', { a: tensor, b: scalar })
  release(backend, scalar)
  return product
}
