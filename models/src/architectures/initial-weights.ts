import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'

type Initializer = ReturnType<typeof tf.initializers.zeros>

/**
 * What the weights of a layer before a ReLU start from (He et al. 2015). In inference mode they are zeros, since
 * trained ones take their place: drawing millions of numbers takes seconds.
 */
export function startWeights({ mode, seed }: Pick<NetworkOptions, 'mode' | 'seed'>): Initializer {
  return mode === 'inference' ? tf.initializers.zeros() : tf.initializers.heUniform({ seed })
}

/** What the weights of a layer without a ReLU start from (Glorot & Bengio 2010); see startWeights. */
export function startWeightsOfLinear({ mode, seed }: Pick<NetworkOptions, 'mode' | 'seed'>): Initializer {
  return mode === 'inference' ? tf.initializers.zeros() : tf.initializers.glorotUniform({ seed })
}
