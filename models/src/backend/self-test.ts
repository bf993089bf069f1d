import * as tf from '@tensorflow/tfjs'
import { SELF_TEST_ANSWERS } from './self-test-answers.ts'

const TOLERANCE = 1e-4

/** The values that a correct backend computes; `selfTest` compares them with stored ones. */
export type SelfTestValues = { loss: number; gradients: number[][] }

/**
 * Runs a small convolutional net forward and backward on the current backend and compares loss and gradients with
 * stored values, so that a backend with a broken driver is never trusted.
 * @throws Error naming what deviates.
 */
export async function selfTest(): Promise<void> {
  const { loss, gradients } = await computeSelfTest()
  const deviation = Math.max(
    Math.abs(loss - SELF_TEST_ANSWERS.loss),
    ...gradients.map((gradient, i) => largestDifference(gradient, SELF_TEST_ANSWERS.gradients[i])),
  )
  if (!(deviation <= TOLERANCE)) throw new Error(`the self-test deviates by ${deviation}`)
}

/** Convolution, depthwise convolution, batch norm, pooling and a dense layer on fixed waves; also makes the answers. */
export async function computeSelfTest(): Promise<SelfTestValues> {
  const results = tf.tidy(() => {
    const image = wave([2, 8, 8, 2], 0.7)
    const target = tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3)
    const network = (conv: tf.Tensor, depthwise: tf.Tensor, dense: tf.Tensor) => {
      const first = tf.relu(tf.conv2d(image, conv as tf.Tensor4D, [2, 1], 'same'))
      const { mean, variance } = tf.moments(first, [0, 1, 2])
      const normal = tf.batchNorm(first, mean as tf.Tensor1D, variance as tf.Tensor1D, tf.zeros([4]), tf.ones([4]))
      const second = tf.depthwiseConv2d(normal as tf.Tensor4D, depthwise as tf.Tensor4D, 1, 'same')
      const pooled = tf.mean(tf.avgPool(second as tf.Tensor4D, 2, 2, 'valid'), [1, 2])
      const logits = tf.matMul(pooled as tf.Tensor2D, dense as tf.Tensor2D)
      return tf.losses.softmaxCrossEntropy(target, logits).asScalar()
    }
    const weights = [wave([3, 3, 2, 4], 1.3), wave([3, 3, 4, 1], 2.1), wave([4, 3], 3.7)]
    const { value, grads } = tf.valueAndGrads(network as (...args: tf.Tensor[]) => tf.Scalar)(weights)
    return [value, ...grads]
  })
  const [[loss], ...gradients] = await Promise.all(results.map(async (tensor) => Array.from(await tensor.data())))
  tf.dispose(results)
  return { loss, gradients }
}

function wave(shape: number[], step: number): tf.Tensor4D {
  const size = shape.reduce((product, length) => product * length, 1)
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(i * step) * 0.5)
  return tf.tensor(values, shape as [number, number, number, number])
}

function largestDifference(values: number[], expected: number[]): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY
  return values.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i])), 0)
}
