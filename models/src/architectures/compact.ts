import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { classifierHead } from './classifier-head.ts'
import { convBlock } from './conv-block.ts'

const FILTERS = [16, 32, 64, 128]

/** A small convolutional net: half resolution, four 3x3 blocks with average pools, mean and maximum over the rest. */
export const compact: Architecture = {
  name: 'compact',
  source: 'Segue',
  input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
  training: { solver: 'adam', learningRate: 2e-3, weightDecay: 0.02 },
  build({ frames, bands, classes, mode, seed }) {
    const input = tf.input({ shape: [frames, bands, 1], name: 'mel' })
    let image = tf.layers.averagePooling2d({ name: 'halve', poolSize: 2 }).apply(input) as tf.SymbolicTensor
    for (const [i, filters] of FILTERS.entries()) {
      const name = `block${i + 1}`
      image = convBlock(image, { name, filters, kernelSize: 3, mode, seed: seed + i })
      image = tf.layers.averagePooling2d({ name: `${name}_pool`, poolSize: 2 }).apply(image) as tf.SymbolicTensor
    }
    const mean = tf.layers.globalAveragePooling2d({ name: 'mean' }).apply(image) as tf.SymbolicTensor
    const peak = tf.layers.globalMaxPooling2d({ name: 'peak' }).apply(image) as tf.SymbolicTensor
    const pooled = tf.layers.concatenate({ name: 'pooled' }).apply([mean, peak]) as tf.SymbolicTensor
    return tf.model({
      name: 'compact',
      inputs: input,
      outputs: classifierHead(pooled, { classes, mode, seed, units: 64, dropout: 0.4 }),
    })
  },
}
