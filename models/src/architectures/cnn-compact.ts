import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { logitsOf } from './classifier-head.ts'
import { convRelu } from './conv-relu.ts'
import { type Graph, networkOf } from './network-of.ts'

/** Pools are [time, bands]; what does not fill one counts as one, as the printed shapes have it. */
const BLOCKS: { filters: number; pool: [number, number] }[] = [
  { filters: 47, pool: [4, 2] },
  { filters: 95, pool: [4, 2] },
  { filters: 95, pool: [4, 2] },
  { filters: 142, pool: [5, 3] },
  { filters: 190, pool: [4, 4] },
]

/** Gao et al.: five 3x3 convolutions with max pools, flatten to 380, one dense layer; 489,680 parameters for 8 genres. */
const graph: Graph = (input, { classes, mode, seed }) => {
  let image = input
  for (const [i, { filters, pool }] of BLOCKS.entries()) {
    image = convRelu(image, { name: `conv${i + 1}`, filters, kernelSize: 3, mode, seed: seed + i })
    image = tf.layers
      .maxPooling2d({ name: `pool${i + 1}`, poolSize: pool, padding: 'same' })
      .apply(image) as tf.SymbolicTensor
  }
  const features = tf.layers.flatten({ name: 'features' }).apply(image) as tf.SymbolicTensor
  return [logitsOf(features, { classes, mode, seed: seed + 103 }), features]
}

export const cnnCompact: Architecture = {
  name: 'cnn-compact',
  source: 'Gao et al.',
  input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
  training: { solver: 'adam', learningRate: 1e-3, weightDecay: 0.02 },
  build: networkOf('cnn-compact', graph),
}
