import * as tf from '@tensorflow/tfjs'
import type { NetworkOptions } from './architecture.ts'

/** Logits and features of one input; every layer's name begins with the scope. */
export type Graph = (input: tf.SymbolicTensor, options: NetworkOptions) => tf.SymbolicTensor[]

/** The network of one graph, with the input [frames, bands, 1]. */
export function networkOf(name: string, graph: Graph): (options: NetworkOptions) => tf.LayersModel {
  return (options) => {
    const { frames, bands, scope = '' } = options
    const input = tf.input({ shape: [frames, bands, 1], name: `${scope}mel` })
    return tf.model({ name, inputs: input, outputs: graph(input, options) })
  }
}
