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
  async start() {
    const folder = join(
      dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')),
      '..',
      'wasm-out',
    )
    if (existsSync(folder) && !started) setWasmPaths(folder + sep)
    started = true
    if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started.')
    installTrainingKernels()
  },
}

let started = false
