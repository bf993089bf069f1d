import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { dropOut } from './drop-out.ts'
import { glorotWeights } from './initial-weights.ts'

type HeadOptions = Pick<NetworkOptions, 'classes' | 'mode' | 'seed' | 'scope'> & { units: number; dropout: number }

/** Features [n, d] → the features that are kept as embedding [n, units] → logits [n, classes]. */
export function classifierHead(pooled: tf.SymbolicTensor, options: HeadOptions): tf.SymbolicTensor[] {
  const { classes, mode, seed, units, dropout: rate, scope = '' } = options
  const features = tf.layers
    .dense({
      name: `${scope}features`,
      units,
      activation: 'elu',
      kernelInitializer: glorotWeights({ mode, seed: seed + 101 }),
    })
    .apply(dropOut(pooled, { name: `${scope}dropout_1`, rate, seed: seed + 102, mode })) as tf.SymbolicTensor
  const dropped = dropOut(features, { name: `${scope}dropout_2`, rate, seed: seed + 104, mode })
  return [logitsOf(dropped, { classes, mode, seed: seed + 103, scope }), features]
}

/** The last layer: what it is given → logits. */
export function logitsOf(
  features: tf.SymbolicTensor,
  { classes, mode, seed, scope = '' }: Pick<NetworkOptions, 'classes' | 'mode' | 'seed' | 'scope'>,
): tf.SymbolicTensor {
  const kernelInitializer = glorotWeights({ mode, seed })
  return tf.layers
    .dense({ name: `${scope}logits`, units: classes, kernelInitializer })
    .apply(features) as tf.SymbolicTensor
}
