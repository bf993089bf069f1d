import * as tf from '@tensorflow/tfjs'

/**
 * The gradient of batch normalisation without the tiled copies of mean and variance that tfjs makes: broadcasting does
 * the same. Registered for all backends, since gradients are not per backend; the values are the same.
 */
export const fastBatchNormGradient: tf.GradConfig = {
  kernelName: 'FusedBatchNorm',
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, saved, attrs) => {
    const [x, mean, variance, scale] = saved
    const gradient = dy as tf.Tensor
    const leadingAxes = x.shape.map((_, axis) => axis).slice(0, x.rank - 1)
    const inverseDeviation = tf.rsqrt(tf.add(variance, attrs.varianceEpsilon as number))
    const gain = scale ? tf.mul(inverseDeviation, scale) : inverseDeviation
    const summedGradient = () => tf.sum(gradient, leadingAxes)
    const summedProduct = () => tf.sum(tf.mul(gradient, tf.sub(x, mean)), leadingAxes)
    return {
      x: () => tf.mul(gradient, gain),
      mean: () => tf.neg(tf.mul(summedGradient(), gain)),
      variance: () => tf.mul(tf.mul(tf.mul(summedProduct(), gain), tf.square(inverseDeviation)), -0.5),
      scale: () => tf.mul(summedProduct(), inverseDeviation),
      offset: summedGradient,
    }
  },
}
