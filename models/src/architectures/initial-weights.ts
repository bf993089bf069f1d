import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'

type Start = Pick<NetworkOptions, 'mode' | 'seed'>
type Initializer = ReturnType<typeof tf.initializers.zeros>

/** What the weights of a convolution before a batch norm and a ReLU start from (He et al. 2015). */
export function heWeights({ mode, seed }: Start): Initializer {
  return startWeights(mode, () => tf.initializers.heUniform({ seed }))
}

/**
 * What all other weights start from (Glorot & Bengio 2010), Keras's default, which most of the papers took: without
 * batch norm, max pools make larger ones explode.
 */
export function glorotWeights({ mode, seed }: Start): Initializer {
  return startWeights(mode, () => tf.initializers.glorotUniform({ seed }))
}

/** In inference mode zeros, since trained weights take their place: drawing millions of numbers takes seconds. */
function startWeights(mode: NetworkOptions['mode'], create: () => Initializer): Initializer {
  return mode === 'inference' ? tf.initializers.zeros() : create()
}
