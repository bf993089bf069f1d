import { beforeAll, describe, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../backend/select-backend.ts'
import { ARCHITECTURE_NAMES, architectureByName } from './architecture-by-name.ts'
import { foldBatchNorm } from './fold-batch-norm.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const options = { frames: 128, bands: 128, classes: 11, seed: 1 }
const sound = () => tf.tidy(() => tf.sin(tf.range(0, 2 * 128 * 128)).reshape([2, 128, 128, 1]))

describe.each(ARCHITECTURE_NAMES)('the architecture %s', (name) => {
  test('gives a logit per label and features for each segment', () => {
    const network = architectureByName(name).build({ ...options, mode: 'inference' })
    const [logits, features] = network.predict(sound()) as tf.Tensor[]
    expect(logits.shape).toEqual([2, 11])
    expect(features.shape).toEqual([2, 64])
  })

  test('answers the same when its norms are folded into its convolutions', () => {
    const trained = architectureByName(name).build({ ...options, mode: 'training' })
    for (let i = 0; i < 20; i++) tf.dispose(trained.apply(sound(), { training: true }) as tf.Tensor[])
    const inference = architectureByName(name).build({ ...options, mode: 'inference' })
    foldBatchNorm(trained, inference)
    const [expected] = trained.predict(sound()) as tf.Tensor[]
    const [actual] = inference.predict(sound()) as tf.Tensor[]
    expect(tf.max(tf.abs(expected)).dataSync()[0]).toBeGreaterThan(0.01)
    expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(1e-4)
  })

  test('starts from the same weights with the same seed', () => {
    const values = () =>
      architectureByName(name)
        .build({ ...options, mode: 'training' })
        .getWeights()
        .map((weight) => weight.dataSync()[0])
    expect(values()).toEqual(values())
  })
})

test('an unknown architecture is refused with the names of those there are', () => {
  expect(() => architectureByName('resnet-9000')).toThrow(/compact, attentive/)
})
