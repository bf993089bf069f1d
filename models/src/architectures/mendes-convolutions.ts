import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { convBlock } from './conv-block.ts'

/** As printed: the third block has 254 filters, not 256. */
const FILTERS = [64, 128, 254, 512]

/**
 * The four blocks that Mendes's three networks share: 2x2 convolution, batch norm, ReLU, average pooling. The pools'
 * size is not printed, only that their strides equal it: we take 2x2. [n, 128, 128, 1] → [n, 8, 8, 512].
 */
export function mendesConvolutions(
  input: tf.SymbolicTensor,
  { mode, seed, scope = '' }: NetworkOptions,
): tf.SymbolicTensor {
  let image = input
  for (const [i, filters] of FILTERS.entries()) {
    const name = `${scope}block${i + 1}`
    image = convBlock(image, { name, filters, kernelSize: 2, mode, seed: seed + i })
    image = tf.layers
      .averagePooling2d({ name: `${name}_pool`, poolSize: 2, strides: 2 })
      .apply(image) as tf.SymbolicTensor
  }
  return image
}

/** The hidden dense layers of all three: 1024-256-64-32; two of the dropouts lie between them. */
export const MENDES_DENSE = [{ units: 1024, dropout: 0.5 }, { units: 256, dropout: 0.25 }, { units: 64 }, { units: 32 }]

/** The rate that the paper trained with, for thousands of clips. */
export const MENDES_TRAINING = { solver: 'adam', learningRate: 5e-5, weightDecay: 0 } as const
export const MENDES_SOURCE = 'Mendes 2020'
export const MENDES_INPUT = { kind: 'mel', segmentFrames: 128, overlapFrames: 0 } as const
