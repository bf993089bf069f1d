import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { Rung } from './rung.ts'
import { installTrainingKernels } from './wasm/install-training-kernels.ts'

/** Runs on any machine: SIMD WebAssembly, with the training kernels that the package leaves out. */
export const wasmRung: Rung = {
  name: 'wasm',
  tfjsName: 'wasm',
  async start() {
    const folder = join(
      dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')),
      '..',
      'wasm-out',
    )
    if (existsSync(folder) && !located) setWasmPaths(folder + sep)
    located = true
    const started = await withoutNewListeners(() => tf.setBackend('wasm'))
    if (!started) throw new Error('WebAssembly could not be started.')
    installTrainingKernels()
  },
}

let located = false

/** Emscripten's start-up code adds handlers that turn any rejected promise of the process into its end: drop them. */
async function withoutNewListeners<T>(action: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.listeners(event as 'uncaughtException'))
  const result = await action()
  for (const [i, event] of events.entries()) {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[i].includes(listener)) process.removeListener(event, listener)
    }
  }
  return result
}
