import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { heWeights } from './initial-weights.ts'
import { NormalisedRelu } from './normalised-relu.ts'

type ConvBlockOptions = {
  name: string
  filters: number
  kernelSize: number | [number, number]
  strides?: number
  /** Without it, the block ends with the norm. */
  activation?: 'relu' | 'none'
  seed: number
  mode: NetworkOptions['mode']
}

/** Convolution, batch norm, ReLU; in inference mode the convolution's bias stands for the norm. */
export function convBlock(input: tf.SymbolicTensor, options: ConvBlockOptions): tf.SymbolicTensor {
  const { name, filters, kernelSize, strides = 1, activation = 'relu', seed, mode } = options
  const convolved = tf.layers
    .conv2d({
      name: `${name}_conv`,
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: mode === 'inference',
      kernelInitializer: heWeights({ mode, seed }),
    })
    .apply(input) as tf.SymbolicTensor
  if (mode === 'training') {
    return new NormalisedRelu({ name: `${name}_norm`, activation }).apply(convolved) as tf.SymbolicTensor
  }
  return activation === 'relu'
    ? (tf.layers.reLU({ name: `${name}_relu` }).apply(convolved) as tf.SymbolicTensor)
    : convolved
}
