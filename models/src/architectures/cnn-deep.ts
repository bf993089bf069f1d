import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { convRelu } from './conv-relu.ts'
import { denseStack } from './dense-stack.ts'
import { dropOut } from './drop-out.ts'
import { type Graph, networkOf } from './network-of.ts'

const FILTERS = [16, 32, 64, 256, 512]
/** 216 frames become 128: each is repeated 16 times, then every 27 are averaged. */
const REPEATED = 16
const AVERAGED = 27

/**
 * Chaudhary: five sets of two 3x3 convolutions and a max pool, dropouts after the third and the fifth set and the
 * dense layer. Of the filters only is printed that they grow, of the whole that it has 14,193,162 parameters for ten
 * genres: these filters, squares of 128 and a dense layer of 1,200 give that number exactly. Segments of 5 s overlap
 * by 2 s and are resized to squares.
 */
const graph: Graph = (input, options) => {
  const { mode, seed } = options
  let image = squared(input)
  for (const [i, filters] of FILTERS.entries()) {
    const name = `set${i + 1}`
    image = convRelu(image, { name: `${name}_first`, filters, kernelSize: 3, mode, seed: seed + 2 * i })
    image = convRelu(image, { name: `${name}_second`, filters, kernelSize: 3, mode, seed: seed + 2 * i + 1 })
    image = tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 2 }).apply(image) as tf.SymbolicTensor
    if (i === 2 || i === 4) image = dropOut(image, { name: `${name}_dropout`, rate: 0.3, seed: seed + 30 + i, mode })
  }
  const flat = tf.layers.flatten({ name: 'flat' }).apply(image) as tf.SymbolicTensor
  return denseStack(flat, [{ units: 1200, dropout: 0.45 }], options)
}

/** [n, 216, 128, 1] → [n, 128, 128, 1], by the mean over area. */
function squared(image: tf.SymbolicTensor): tf.SymbolicTensor {
  const long = tf.layers.upSampling2d({ name: 'repeated', size: [REPEATED, 1] }).apply(image)
  return tf.layers.averagePooling2d({ name: 'square', poolSize: [AVERAGED, 1] }).apply(long) as tf.SymbolicTensor
}

export const cnnDeep: Architecture = {
  name: 'cnn-deep',
  source: 'Chaudhary',
  input: { kind: 'mel', segmentFrames: 216, overlapFrames: 86 },
  training: { solver: 'adam', learningRate: 1e-4, weightDecay: 0.01 },
  build: networkOf('cnn-deep', graph),
}
