import { beforeAll, describe, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../backend/select-backend.ts'
import { ARCHITECTURES, architectureByName } from './architectures.ts'
import { memberScope } from './ensemble.ts'
import { foldBatchNorm } from './fold-batch-norm.ts'
import { inputShape } from './input-shape.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

/** The large ones take minutes on one core and are built of the same blocks. */
const QUICK = ['logistic', 'linear-svm', 'stats-1d', 'compact', 'attentive', 'cnn-compact', 'crnn', 'resnet18-16']
const quick = ARCHITECTURES.filter(({ name }) => QUICK.includes(name))

const sizesOf = (name: string) => inputShape(architectureByName(name), { bands: 128 })
const sound = (name: string) => {
  const { frames, bands } = sizesOf(name)
  return tf.tidy(() => tf.sin(tf.range(0, 2 * frames * bands)).reshape([2, frames, bands, 1]))
}
const build = (name: string, options: { classes?: number; mode?: 'training' | 'inference' } = {}) =>
  architectureByName(name).build({ ...sizesOf(name), classes: 11, seed: 1, mode: 'inference', ...options })
const trainableParameters = (network: tf.LayersModel) =>
  network.trainableWeights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product! * size!, 1)!, 0)

describe.each(quick.map(({ name }) => name))('the architecture %s', (name) => {
  test('gives a logit per label and features for each sample', () => {
    const network = build(name)
    const [logits, features] = network.predict(sound(name)) as tf.Tensor[]
    expect(logits.shape).toEqual([2, 11])
    expect(features.shape).toEqual([2, network.outputs[1].shape[1]])
    network.dispose()
  })

  test('answers the same when its norms are folded into its convolutions', () => {
    const trained = build(name, { mode: 'training' })
    for (let i = 0; i < 20; i++) tf.dispose(trained.apply(sound(name), { training: true }) as tf.Tensor[])
    const inference = build(name)
    foldBatchNorm(trained, inference)
    const [expected] = trained.predict(sound(name)) as tf.Tensor[]
    const [actual] = inference.predict(sound(name)) as tf.Tensor[]
    expect(tf.max(tf.abs(expected)).dataSync()[0]).toBeGreaterThan(0.01)
    expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(1e-4)
  })

  test('starts from the same weights with the same seed', () => {
    const values = () =>
      build(name, { mode: 'training' })
        .getWeights()
        .map((weight) => weight.dataSync()[0])
    expect(values()).toEqual(values())
  })
})

test.each([
  ['cnn-compact', 8, 489_680],
  ['cnn-deep', 10, 14_193_162],
  ['stats-1d', 16, 91_180],
])('%s for %i genres has the printed %i parameters', (name, classes, parameters) => {
  const network = build(name, { classes })
  expect(network.countParams()).toBe(parameters)
  network.dispose()
})

test('resnet18 has the parameters of the published one, but for its single input channel', () => {
  const network = build('resnet18', { classes: 1000, mode: 'training' })
  expect(trainableParameters(network)).toBe(11_689_512 - 2 * 7 * 7 * 64)
  network.dispose()
})

test('the networks of Mendes differ in what lies between the last convolution and the first dense layer', () => {
  const blocks = [
    [4 * 1, 64],
    [4 * 64, 128],
    [4 * 128, 254],
    [4 * 254, 512],
  ].reduce((sum, [taps, filters]) => sum + taps * filters + filters, 0)
  const lstm = (inputs: number) => 4 * 128 * (inputs + 128 + 1)
  const dense = (inputs: number) =>
    [inputs, 1024, 256, 64, 32, 8].reduce((sum, size, i, sizes) => {
      return i === 0 ? sum : sum + (sizes[i - 1] + 1) * size
    }, 0)
  const parametersOf = (name: string) => {
    const network = build(name, { classes: 8 })
    const count = network.countParams()
    network.dispose()
    return count
  }
  expect(parametersOf('cnn')).toBe(blocks + dense(8 * 8 * 512))
  expect(parametersOf('cnn-lstm')).toBe(blocks + lstm(8 * 512) + lstm(128) + dense(128))
  expect(parametersOf('cnn-bilstm')).toBe(blocks + 2 * lstm(8 * 512) + lstm(256) + dense(128))
})

test('cnn-4 has 2,048 inputs to its dense layers', () => {
  const network = build('cnn-4', { classes: 10 })
  const convolutions = [1, 64, 128, 256, 512].reduce((sum, size, i, sizes) => {
    return i === 0 ? sum : sum + 9 * sizes[i - 1] * size + size
  }, 0)
  expect(network.countParams()).toBe(convolutions + 2049 * 1024 + 1025 * 256 + 257 * 10)
  network.dispose()
})

test('an ensemble answers with the mean of its members, whose weights it takes over', () => {
  const name = 'ensemble'
  const whole = build(name)
  const members = architectureByName(name).members!.map((member, i) => {
    const network = member.build({ ...sizesOf(name), classes: 11, seed: i, mode: 'training' })
    foldBatchNorm(network, whole, memberScope(member))
    return network
  })
  const input = sound(name)
  const answers = members.map((member) => tf.logSoftmax((member.predict(input) as tf.Tensor[])[0]))
  const expected = tf.div(tf.addN(answers), 3)
  const [actual] = whole.predict(input) as tf.Tensor[]
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(1e-4)
  for (const network of [whole, ...members]) network.dispose()
})

test('a residual network can have any width', () => {
  const network = build('resnet18-8')
  expect(network.outputs[1].shape).toEqual([null, 64])
  network.dispose()
})

test('an unknown architecture is refused with the names of those there are', () => {
  expect(() => architectureByName('resnet-9000')).toThrow(/compact, attentive/)
})
