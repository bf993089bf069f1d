import { createRequire } from 'node:module'
import util from 'node:util'
import * as tf from '@tensorflow/tfjs'
import type { BackendName, Rung } from './rung.ts'

/** What the node backends tell about themselves. */
type NodeBackend = { isUsingGpuDevice?: boolean }

/** A rung on libtensorflow. The package is optional: where its install found no library, the ladder goes on. */
export function nativeRung(name: Extract<BackendName, 'tfjs-node' | 'tfjs-node-gpu'>): Rung {
  return {
    name,
    tfjsName: 'tensorflow',
    async start() {
      restoreRemovedUtil()
      process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
      // Both packages register the same name: drop what a refused rung left.
      if (tf.findBackend('tensorflow')) tf.removeBackend('tensorflow')
      createRequire(import.meta.url)(`@tensorflow/${name}`)
      if (!(await tf.setBackend('tensorflow'))) throw new Error('libtensorflow could not be started.')
      const { isUsingGpuDevice } = tf.backend() as unknown as NodeBackend
      if (name === 'tfjs-node-gpu' && !isUsingGpuDevice) throw new Error('The package loads, but finds no GPU.')
    },
  }
}

/** Node 23 removed a function that tfjs-node 4.22 still calls. */
function restoreRemovedUtil(): void {
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean }
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined
}
