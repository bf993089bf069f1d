import * as tf from '@tensorflow/tfjs'
import type { Architecture } from './architecture.ts'
import { denseStack } from './dense-stack.ts'
import { dropOut } from './drop-out.ts'
import {
  MENDES_DENSE,
  MENDES_INPUT,
  MENDES_SOURCE,
  MENDES_TRAINING,
  mendesConvolutions,
} from './mendes-convolutions.ts'
import { type Graph, networkOf } from './network-of.ts'

/**
 * Mendes 2020, the base model: convolutions, flatten, dense layers. Of its dropouts .6, .5 and .25 the places are not
 * printed: we drop before the dense layers, after the first and after the second.
 */
export const cnnGraph: Graph = (input, options) => {
  const { mode, seed, scope = '' } = options
  const image = mendesConvolutions(input, options)
  const flat = tf.layers.flatten({ name: `${scope}flat` }).apply(image) as tf.SymbolicTensor
  const dropped = dropOut(flat, { name: `${scope}flat_dropout`, rate: 0.6, seed: seed + 50, mode })
  return denseStack(dropped, MENDES_DENSE, options)
}

export const cnn: Architecture = {
  name: 'cnn',
  source: MENDES_SOURCE,
  input: MENDES_INPUT,
  training: MENDES_TRAINING,
  build: networkOf('cnn', cnnGraph),
}
