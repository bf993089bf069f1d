import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'
import { logitsOf } from './classifier-head.ts'
import { dropOut } from './drop-out.ts'
import { glorotWeights } from './initial-weights.ts'

/** A hidden layer with ReLU, and the share of its outputs that training drops. */
export type DenseLayer = { units: number; dropout?: number }

/** Hidden layers one after the other, then the logits; the last hidden layer gives the features. */
export function denseStack(
  input: tf.SymbolicTensor,
  layers: DenseLayer[],
  { classes, mode, seed, scope = '' }: NetworkOptions,
): tf.SymbolicTensor[] {
  let current = input
  let features = input
  for (const [i, { units, dropout: rate }] of layers.entries()) {
    const name = i === layers.length - 1 ? `${scope}features` : `${scope}dense${i + 1}`
    const kernelInitializer = glorotWeights({ mode, seed: seed + 200 + i })
    features = tf.layers
      .dense({ name, units, activation: 'relu', kernelInitializer })
      .apply(current) as tf.SymbolicTensor
    current = rate
      ? dropOut(features, { name: `${scope}dense${i + 1}_dropout`, rate, seed: seed + 300 + i, mode })
      : features
  }
  return [logitsOf(current, { classes, mode, seed: seed + 103, scope }), features]
}
