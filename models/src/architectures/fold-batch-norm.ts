import * as tf from '@tensorflow/tfjs'
import { NORM_EPSILON } from './normalised-relu.ts'

/**
 * Moves the weights of a trained network into its inference twin (see NetworkOptions.mode): each norm, a fixed scale
 * and shift once training is over, is multiplied into the convolution before it. Outputs stay the same.
 */
export function foldBatchNorm(trained: tf.LayersModel, inference: tf.LayersModel): void {
  for (const layer of inference.layers) {
    if (layer.weights.length === 0) continue
    tf.tidy(() => {
      const source = trained.getLayer(layer.name)
      const norm = layer.name.endsWith('_conv') ? trained.getLayer(layer.name.replace(/_conv$/, '_norm')) : null
      if (!norm) return layer.setWeights(source.getWeights())
      const [kernel] = source.getWeights()
      const [gamma, beta, mean, variance] = norm.getWeights()
      const gain = tf.div(gamma, tf.sqrt(tf.add(variance, NORM_EPSILON)))
      layer.setWeights([tf.mul(kernel, gain), tf.sub(beta, tf.mul(mean, gain))])
    })
  }
}
