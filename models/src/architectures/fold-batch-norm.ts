import * as tf from '@tensorflow/tfjs'
import { NORM_EPSILON } from './normalised-relu.ts'

/**
 * Moves the weights of a trained network into its inference twin (see NetworkOptions.mode): each norm, a fixed scale
 * and shift once training is over, is multiplied into the convolution before it. Outputs stay the same. With a scope,
 * only the layers of the twin whose names begin with it are filled.
 */
export function foldBatchNorm(trained: tf.LayersModel, inference: tf.LayersModel, scope = ''): void {
  const names = new Set(trained.layers.map(({ name }) => name))
  for (const layer of inference.layers) {
    if (layer.weights.length === 0 || !layer.name.startsWith(scope)) continue
    const name = layer.name.slice(scope.length)
    tf.tidy(() => {
      const source = trained.getLayer(name)
      const normName = name.replace(/_conv$/, '_norm')
      if (normName === name || !names.has(normName)) return layer.setWeights(source.getWeights())
      const [kernel] = source.getWeights()
      const [gamma, beta, mean, variance] = trained.getLayer(normName).getWeights()
      const gain = tf.div(gamma, tf.sqrt(tf.add(variance, NORM_EPSILON)))
      layer.setWeights([tf.mul(kernel, gain), tf.sub(beta, tf.mul(mean, gain))])
    })
  }
}
