import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { convRelu } from './conv-relu.ts'
import { denseStack } from './dense-stack.ts'
import { type Graph, networkOf } from './network-of.ts'

/** Gao et al.: three convolutions of width 32 along 518 statistics, max pools, dense 100; 91,180 parameters for n = 16. */
const graph: Graph = (input, options) => {
  const { mode, seed } = options
  let row = input
  for (const [i, filters] of [200, 8, 8].entries()) {
    const kernelSize: [number, number] = [1, 32]
    row = convRelu(row, { name: `conv${i + 1}`, filters, kernelSize, padding: 'valid', mode, seed: seed + i })
    row = tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: [1, 2] }).apply(row) as tf.SymbolicTensor
  }
  const flat = tf.layers.flatten({ name: 'flat' }).apply(row) as tf.SymbolicTensor
  return denseStack(flat, [{ units: 100 }], options)
}

export const stats1d: Architecture = {
  name: 'stats-1d',
  source: 'Gao et al.',
  input: { kind: 'features' },
  training: { solver: 'adam', learningRate: 1e-3, weightDecay: 0.05 },
  build: networkOf('stats-1d', graph),
}
