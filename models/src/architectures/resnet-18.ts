import * as tf from '@tensorflow/tfjs'
import type { Architecture, NetworkOptions } from './architecture.ts'
import { logitsOf } from './classifier-head.ts'
import { convBlock } from './conv-block.ts'
import { type Graph, networkOf } from './network-of.ts'

/** The width of the published network: filters of its first stage. */
const PUBLISHED_WIDTH = 64

/**
 * ResNet-18 (He et al. 2016), as Valavala et al. use it: a 7x7 stem, four stages of two residual blocks with w, 2w, 4w
 * and 8w filters, the mean over the image, one dense layer. They start from ImageNet's weights; ours start from
 * whatever training they are given (`--from`), with all but the last layer frozen at first.
 */
export function resnet18(width: number = PUBLISHED_WIDTH): Architecture {
  const name = width === PUBLISHED_WIDTH ? 'resnet18' : `resnet18-${width}`
  return {
    name,
    source: 'He et al. 2016, Valavala et al.',
    input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
    training: { solver: 'adam', learningRate: 1e-3, weightDecay: 0.02 },
    build: networkOf(name, residualGraph(width)),
  }
}

function residualGraph(width: number): Graph {
  return (input, options) => {
    const { mode, seed, classes } = options
    const stem = convBlock(input, { name: 'stem', filters: width, kernelSize: 7, strides: 2, mode, seed })
    let image = tf.layers
      .maxPooling2d({ name: 'stem_pool', poolSize: 3, strides: 2, padding: 'same' })
      .apply(stem) as tf.SymbolicTensor
    for (const stage of [0, 1, 2, 3]) {
      for (const block of [0, 1]) {
        const strides = stage > 0 && block === 0 ? 2 : 1
        const name = `stage${stage + 1}_block${block + 1}`
        image = residualBlock(image, { name, filters: width * 2 ** stage, strides, options })
      }
    }
    const features = tf.layers.globalAveragePooling2d({ name: 'features' }).apply(image) as tf.SymbolicTensor
    return [logitsOf(features, { classes, mode, seed: seed + 103 }), features]
  }
}

type BlockOptions = { name: string; filters: number; strides: number; options: NetworkOptions }

function residualBlock(input: tf.SymbolicTensor, { name, filters, strides, options }: BlockOptions): tf.SymbolicTensor {
  const { mode, seed } = options
  const first = convBlock(input, { name: `${name}_a`, filters, kernelSize: 3, strides, mode, seed: seed + 11 })
  const change = convBlock(first, {
    name: `${name}_b`,
    filters,
    kernelSize: 3,
    activation: 'none',
    mode,
    seed: seed + 12,
  })
  const fits = strides === 1 && input.shape[3] === filters
  const shortcut = fits
    ? input
    : convBlock(input, {
        name: `${name}_c`,
        filters,
        kernelSize: 1,
        strides,
        activation: 'none',
        mode,
        seed: seed + 13,
      })
  const sum = tf.layers.add({ name: `${name}_add` }).apply([shortcut, change])
  return tf.layers.reLU({ name: `${name}_relu` }).apply(sum) as tf.SymbolicTensor
}
