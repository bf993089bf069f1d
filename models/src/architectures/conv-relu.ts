import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { glorotWeights } from './initial-weights.ts'

type ConvReluOptions = {
  name: string
  filters: number
  kernelSize: number | [number, number]
  mode: NetworkOptions['mode']
  seed: number
  padding?: 'same' | 'valid'
}

/** Convolution with bias, then ReLU; the same in training and inference. */
export function convRelu(input: tf.SymbolicTensor, options: ConvReluOptions): tf.SymbolicTensor {
  const { name, filters, kernelSize, seed, mode, padding = 'same' } = options
  const kernelInitializer = glorotWeights({ mode, seed })
  return tf.layers
    .conv2d({ name, filters, kernelSize, padding, activation: 'relu', kernelInitializer })
    .apply(input) as tf.SymbolicTensor
}
