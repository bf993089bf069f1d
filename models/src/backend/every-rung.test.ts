import { beforeAll, describe, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { LADDER } from './ladder.ts'
import type { Rung } from './rung.ts'
import { selfTest } from './self-test.ts'

const offered = await offeredRungs()

/** Those that start here and pass the self-test; at least wasm, which runs everywhere. */
async function offeredRungs(): Promise<Rung[]> {
  tf.env().set('PROD', true)
  const works = await LADDER.reduce<Promise<Rung[]>>(async (earlier, rung) => {
    const rungs = await earlier
    try {
      await rung.start({ insisted: false })
      await selfTest()
      // The two native packages share one name: the last that started is the one that runs.
      return [...rungs.filter(({ tfjsName }) => tfjsName !== rung.tfjsName), rung]
    } catch {
      return rungs
    }
  }, Promise.resolve([]))
  return works
}

test('wasm is offered on every machine', () => {
  expect(offered.map(({ name }) => name)).toContain('wasm')
})

type Case = { input: number[]; filter: number[]; stride: number | [number, number]; pad: 'same' | 'valid' }

const CONVOLUTIONS: Case[] = [
  { input: [2, 9, 7, 3], filter: [3, 3, 3, 5], stride: 1, pad: 'same' },
  { input: [2, 9, 7, 12], filter: [3, 3, 12, 5], stride: 1, pad: 'valid' },
  { input: [3, 8, 8, 1], filter: [5, 5, 1, 4], stride: 2, pad: 'same' },
  { input: [2, 9, 11, 10], filter: [3, 2, 10, 4], stride: [2, 3], pad: 'same' },
  { input: [2, 8, 9, 9], filter: [1, 1, 9, 6], stride: 2, pad: 'same' },
  { input: [1, 1, 16, 9], filter: [1, 3, 9, 9], stride: 1, pad: 'same' },
  { input: [2, 10, 10, 2], filter: [2, 2, 2, 3], stride: 3, pad: 'valid' },
]

describe.each(offered)('$name', (rung) => {
  beforeAll(async () => {
    await tf.setBackend(rung.tfjsName)
  })

  describe.each(CONVOLUTIONS)('a convolution of $input by $filter, stride $stride, $pad', (conv) => {
    test('has the same value and gradients as on the cpu backend', async () => {
      await expectSameOnCpu(rung, () => {
        const { value, grads } = tf.valueAndGrads((x, filter) =>
          swinging(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, conv.stride, conv.pad)),
        )([wave(conv.input, 0.7), wave(conv.filter, 1.3)])
        return [value, ...grads]
      })
    })

    test('has the same depthwise gradients as on the cpu backend', async () => {
      const [height, width, channels] = conv.filter
      await expectSameOnCpu(rung, () => {
        const { value, grads } = tf.valueAndGrads((x, filter) =>
          swinging(tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, squareStride(conv.stride), conv.pad)),
        )([wave(conv.input, 0.7), wave([height, width, channels, 1], 1.3)])
        return [value, ...grads]
      })
    })
  })

  test('sums and means over the leading axes are the same as on the cpu backend', async () => {
    await expectSameOnCpu(rung, () => {
      const x = wave([3, 40, 30, 7], 0.31)
      return [tf.sum(x, [0, 1, 2]), tf.mean(x, [0, 1, 2]), tf.sum(x, [0, 1, 2], true), tf.mean(x, [1, 2]), tf.sum(x)]
    })
  })

  test.each([
    { size: 2, stride: 2, pad: 'valid' as const },
    // Only without padding: at a padded border TensorFlow.js's own backends divide by the whole window.
    { size: 3, stride: 2, pad: 'valid' as const },
  ])('average pooling of $size by $stride has the same gradient as on the cpu backend', async (pool) => {
    await expectSameOnCpu(rung, () => [
      tf.grad((x) => swinging(tf.avgPool(x as tf.Tensor4D, pool.size, pool.stride, pool.pad)))(wave([2, 8, 6, 5], 0.9)),
    ])
  })

  test('batch norm has the same gradients as on the cpu backend', async () => {
    await expectSameOnCpu(rung, () =>
      tf.grads((x, mean, variance, offset, scale) =>
        swinging(
          tf.batchNorm(
            x as tf.Tensor4D,
            mean as tf.Tensor1D,
            tf.add(tf.square(variance), 0.5) as tf.Tensor1D,
            offset as tf.Tensor1D,
            scale as tf.Tensor1D,
          ),
        ),
      )([wave([2, 5, 4, 6], 0.7), wave([6], 1), wave([6], 2), wave([6], 3), wave([6], 4)]),
    )
  })

  test('max pooling has the same gradient as on the cpu backend', async () => {
    await expectSameOnCpu(rung, () => [
      tf.grad((x) => swinging(tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid')))(wave([2, 8, 6, 5], 0.9)),
    ])
  })

  test('products of matrices, transposed or not, and the cross entropy have the same gradients as on the cpu backend', async () => {
    const target = tf.keep(tf.oneHot(tf.tensor1d([0, 3, 1], 'int32'), 4))
    await expectSameOnCpu(rung, () =>
      tf.grads((a, b, c) => {
        const logits = tf.add(tf.matMul(a, b, false, true), tf.matMul(a, c))
        return tf.losses.softmaxCrossEntropy(target, logits).asScalar()
      })([wave([3, 5], 0.7), wave([4, 5], 1.1), wave([5, 4], 1.7)]),
    )
  })

  test.each(['lstm', 'gru'] as const)(
    'a layer of %s cells has the same gradients as on the cpu backend',
    async (kind) => {
      const gates = { lstm: 24, gru: 18 }[kind]
      await expectSameOnCpu(rung, () => {
        const layer = tf.layers[kind]({ units: 6, recurrentActivation: 'sigmoid' })
        layer.apply(tf.zeros([2, 4, 3])) // makes the weights
        layer.setWeights([wave([3, gates], 0.7), wave([6, gates], 1.3), wave([gates], 2.1)])
        return [tf.grad((x) => swinging(layer.apply(x) as tf.Tensor))(wave([2, 4, 3], 0.9))]
      })
    },
  )

  test('a gradient leaves no tensor behind', async () => {
    const gradient = tf.grads((x, filter) => swinging(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')))
    const step = () => valuesOf(() => gradient([wave([2, 8, 8, 2], 0.7), wave([3, 3, 2, 4], 1.3)]))
    await step()
    const before = tf.memory()
    for (let i = 0; i < 5; i++) await step()
    expect(tf.memory().numTensors).toBe(before.numTensors)
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
  })
})

/** A scalar whose gradient differs at every position. */
function swinging(tensor: tf.Tensor): tf.Scalar {
  return tf.sum(tf.mul(tensor, wave(tensor.shape, 2.3))) as tf.Scalar
}

function squareStride(stride: number | [number, number]): number {
  return Array.isArray(stride) ? stride[0] : stride
}

function wave(shape: number[], step: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * step) * 0.5),
    shape,
  )
}

async function expectSameOnCpu(rung: Rung, compute: () => tf.Tensor[]): Promise<void> {
  const onRung = await valuesOf(compute)
  await tf.setBackend('cpu')
  const onCpu = await valuesOf(compute)
  await tf.setBackend(rung.tfjsName)
  for (const [i, values] of onRung.entries()) {
    const largest = Math.max(...values.map((value, k) => Math.abs(value - onCpu[i][k])))
    expect(largest).toBeLessThan(1e-4)
  }
}

async function valuesOf(compute: () => tf.Tensor[]): Promise<number[][]> {
  const tensors = tf.tidy(compute)
  const values = await Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())))
  tf.dispose(tensors)
  return values
}
