import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { convRelu } from './conv-relu.ts'
import { denseStack } from './dense-stack.ts'
import { type Graph, networkOf } from './network-of.ts'

const BLOCKS = [
  { filters: 64, pool: 2 },
  { filters: 128, pool: 2 },
  { filters: 256, pool: 4 },
  { filters: 512, pool: 4 },
]

/**
 * Valavala, Mahajan and Bulusu's plain network: 3x3 convolutions, max pools, dense 1024-256-n. Their table gives the
 * first dense layer 17,824 inputs, which no image can have (512 filters do not divide it); a segment of 128 x 128
 * gives 2,048.
 */
const graph: Graph = (input, options) => {
  let image = input
  for (const [i, { filters, pool }] of BLOCKS.entries()) {
    image = convRelu(image, {
      name: `conv${i + 1}`,
      filters,
      kernelSize: 3,
      mode: options.mode,
      seed: options.seed + i,
    })
    image = tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: pool }).apply(image) as tf.SymbolicTensor
  }
  const flat = tf.layers.flatten({ name: 'flat' }).apply(image) as tf.SymbolicTensor
  const hidden = [
    { units: 1024, dropout: 0.5 },
    { units: 256, dropout: 0.5 },
  ]
  return denseStack(flat, hidden, options)
}

export const cnn4: Architecture = {
  name: 'cnn-4',
  source: 'Valavala et al.',
  input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
  training: { solver: 'adam', learningRate: 3e-4, weightDecay: 0.01 },
  build: networkOf('cnn-4', graph),
}
