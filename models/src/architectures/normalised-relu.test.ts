import { beforeAll, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../backend/select-backend.ts'
import { NORM_EPSILON, NormalisedRelu } from './normalised-relu.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const wave = (shape: number[], step: number) => {
  const size = shape.reduce((product, length) => product * length, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * step) * 2 + 0.3),
    shape,
  )
}

test('the hand-written gradient of batch norm and ReLU equals the one that tfjs derives', () => {
  const layer = new NormalisedRelu({ name: 'norm' })
  const x = wave([3, 4, 5, 6], 0.7)
  const direction = wave([3, 4, 5, 6], 1.9)
  layer.apply(x)
  const [gamma, beta] = layer.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val)
  gamma.assign(wave([6], 1.1))
  beta.assign(wave([6], 0.4))

  const ours = tf.grads((x) => tf.sum(tf.mul(layer.apply(x, { training: true }) as tf.Tensor, direction)))([x])
  const { grads: oursOfWeights } = tf.variableGrads(
    () => tf.sum(tf.mul(layer.apply(x, { training: true }) as tf.Tensor, direction)) as tf.Scalar,
    [gamma, beta],
  )
  const theirs = tf.grads((x, gamma, beta) => {
    const mean = tf.mean(x, [0, 1, 2])
    const variance = tf.mean(tf.square(tf.sub(x, mean)), [0, 1, 2])
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, NORM_EPSILON)))
    return tf.sum(tf.mul(tf.relu(tf.add(tf.mul(normal, gamma), beta)), direction))
  })([x, tf.tensor(gamma.dataSync(), [6]), tf.tensor(beta.dataSync(), [6])])

  expectClose(ours[0], theirs[0])
  expectClose(oursOfWeights[gamma.name], theirs[1])
  expectClose(oursOfWeights[beta.name], theirs[2])
})

test('after training on one batch for long, the moving statistics give the same output as the batch itself', () => {
  const layer = new NormalisedRelu({ name: 'norm_2' })
  const x = wave([2, 4, 4, 3], 0.7)
  for (let i = 0; i < 300; i++) tf.dispose(layer.apply(x, { training: true }) as tf.Tensor)
  expectClose(layer.apply(x, { training: false }) as tf.Tensor, layer.apply(x, { training: true }) as tf.Tensor)
})

function expectClose(actual: tf.Tensor, expected: tf.Tensor): void {
  expect(actual.shape).toEqual(expected.shape)
  const difference = tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]
  expect(difference).toBeLessThan(1e-4)
}
