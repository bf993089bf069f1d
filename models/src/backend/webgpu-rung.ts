import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs'
import type { Rung } from './rung.ts'

type Adapter = { info: { isFallbackAdapter?: boolean; description?: string } }
type Gpu = { requestAdapter(): Promise<Adapter | null> }
type Dawn = { create(flags: string[]): Gpu; globals: object }

/**
 * Any vendor's graphics card through Dawn, the WebGPU of Chromium. Its two packages are 150 MB, so they are an owner's
 * choice: `npm install --no-save webgpu @tensorflow/tfjs-backend-webgpu@4.22.0`.
 */
export const webgpuRung: Rung = {
  name: 'webgpu',
  tfjsName: 'webgpu',
  async start({ insisted }) {
    const require = createRequire(import.meta.url)
    // The paths are resolved first, so that a missing package is told before anything is started.
    const dawnPath = require.resolve('webgpu')
    const backendPath = require.resolve('@tensorflow/tfjs-backend-webgpu')
    const { create, globals } = (await import(dawnPath)) as Dawn
    const gpu = create([])
    const adapter = await gpu.requestAdapter()
    if (!adapter) throw new Error('Dawn finds no graphics adapter (Vulkan drivers missing?)')
    if (adapter.info.isFallbackAdapter && !insisted)
      throw new Error(`the only adapter is software, slower than wasm (${adapter.info.description})`)
    pretendToBeABrowser(gpu, globals)
    require(backendPath)
    if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be started')
  },
}

/** The backend looks for the device where a browser has it. */
function pretendToBeABrowser(gpu: Gpu, globals: object): void {
  Object.assign(globalThis, globals)
  if (!globalThis.navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true })
}
