import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { NormalisedRelu } from './normalised-relu.ts'

type ConvBlockOptions = {
  name: string
  filters: number
  kernelSize: number | [number, number]
  seed: number
  mode: NetworkOptions['mode']
}

/** Convolution, batch norm, ReLU; in inference mode the convolution's bias stands for the norm. */
export function convBlock(input: tf.SymbolicTensor, options: ConvBlockOptions): tf.SymbolicTensor {
  const { name, filters, kernelSize, seed, mode } = options
  const convolved = tf.layers
    .conv2d({
      name: `${name}_conv`,
      filters,
      kernelSize,
      padding: 'same',
      useBias: mode === 'inference',
      kernelInitializer: tf.initializers.heNormal({ seed }),
    })
    .apply(input)
  const rectify =
    mode === 'inference' ? tf.layers.reLU({ name: `${name}_relu` }) : new NormalisedRelu({ name: `${name}_norm` })
  return rectify.apply(convolved) as tf.SymbolicTensor
}
