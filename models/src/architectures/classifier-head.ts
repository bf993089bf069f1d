import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { SeededDropout } from './seeded-dropout.ts'

type HeadOptions = Pick<NetworkOptions, 'classes' | 'mode' | 'seed'> & { units: number; dropout: number }

/** Features [n, d] → the features that are kept as embedding [n, units] → logits [n, classes]. */
export function classifierHead(pooled: tf.SymbolicTensor, options: HeadOptions): tf.SymbolicTensor[] {
  const { classes, mode, seed, units, dropout } = options
  const dropped = (input: tf.SymbolicTensor, name: string, salt: number) =>
    mode === 'inference'
      ? input
      : (new SeededDropout({ name, rate: dropout, seed: seed + salt }).apply(input) as tf.SymbolicTensor)
  const features = tf.layers
    .dense({
      name: 'features',
      units,
      activation: 'elu',
      kernelInitializer: tf.initializers.glorotNormal({ seed: seed + 101 }),
    })
    .apply(dropped(pooled, 'dropout_1', 102)) as tf.SymbolicTensor
  const logits = tf.layers
    .dense({ name: 'logits', units: classes, kernelInitializer: tf.initializers.glorotNormal({ seed: seed + 103 }) })
    .apply(dropped(features, 'dropout_2', 104)) as tf.SymbolicTensor
  return [logits, features]
}
