import { beforeAll, describe, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../backend/select-backend.ts'
import { recurrentLayer } from './recurrent-layers.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

const STEP = 1e-2

describe.each([
  { pool: [2, 2] as [number, number], pad: 'valid' as const, shape: [1, 4, 7, 2] },
  { pool: [4, 2] as [number, number], pad: 'same' as const, shape: [1, 6, 5, 2] },
  { pool: [5, 3] as [number, number], pad: 'same' as const, shape: [1, 2, 16, 2] },
])('max pooling by $pool, $pad', ({ pool, pad, shape }) => {
  test('passes the gradient to the strongest value of each window', () => {
    const pooled = (x: tf.Tensor) => swinging(tf.maxPool(x as tf.Tensor4D, pool, pool, pad))
    expectSlope(pooled, spread(shape))
  })
})

test('overlapping max pools, as those of a residual network, pass the gradient on', () => {
  const pooled = (x: tf.Tensor) => swinging(tf.maxPool(x as tf.Tensor4D, 3, 2, 'same'))
  expectSlope(pooled, spread([1, 6, 6, 2]))
})

test('a logarithm of softmax and an exponential linear unit have the slopes that small steps find', () => {
  expectSlope((x) => swinging(tf.logSoftmax(x)), spread([3, 5]))
  expectSlope((x) => swinging(tf.elu(x)), spread([3, 5]))
})

test.each([
  { cell: 'lstm', direction: 'forward', output: 'last' },
  { cell: 'lstm', direction: 'both', output: 'sequence' },
  { cell: 'gru', direction: 'forward', output: 'last' },
] as const)('a recurrent layer ($cell, $direction, $output) has the slopes that small steps find', (kind) => {
  const input = tf.input({ shape: [4, 3] })
  const settings = {
    ...kind,
    name: `layer_${kind.cell}_${kind.direction}`,
    units: 5,
    mode: 'training',
    seed: 3,
  } as const
  const network = tf.model({ inputs: input, outputs: recurrentLayer(input, settings) })
  expectSlope((x) => swinging(network.apply(x, { training: true }) as tf.Tensor), spread([2, 4, 3]))

  const x = spread([2, 4, 3])
  const loss = () => swinging(network.apply(x, { training: true }) as tf.Tensor)
  for (const weight of network.trainableWeights) {
    const variable = (weight as unknown as { val: tf.Variable }).val
    const gradient = tf.variableGrads(loss, [variable]).grads[variable.name].dataSync()
    const start = variable.dataSync().slice()
    for (const position of [0, start.length - 1]) {
      const at = (change: number) => {
        const values = start.slice()
        values[position] += change
        variable.assign(tf.tensor(values, variable.shape))
        return loss().dataSync()[0]
      }
      expect(gradient[position]).toBeCloseTo((at(STEP) - at(-STEP)) / (2 * STEP), 2)
      at(0)
    }
  }
})

/** Compares the gradient with small steps along a few coordinates. */
function expectSlope(f: (x: tf.Tensor) => tf.Scalar, x: tf.Tensor): void {
  const gradient = tf.grad(f)(x).dataSync()
  const values = x.dataSync()
  for (let position = 0; position < values.length; position += 7) {
    const at = (change: number) => {
      const moved = values.slice()
      moved[position] += change
      return f(tf.tensor(moved, x.shape)).dataSync()[0]
    }
    expect(gradient[position]).toBeCloseTo((at(STEP) - at(-STEP)) / (2 * STEP), 2)
  }
}

function swinging(tensor: tf.Tensor): tf.Scalar {
  return tf.sum(tf.mul(tensor, spread(tensor.shape, 2.3))) as tf.Scalar
}

/** Values of which no two are nearly equal, so that no small step changes which is the largest. */
function spread(shape: number[], turn = 0.618034): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => ((i * turn) % 1) * 4 - 2),
    shape,
  )
}
