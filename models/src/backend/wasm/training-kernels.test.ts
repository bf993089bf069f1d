import { beforeAll, describe, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from '../select-backend.ts'

beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
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

describe.each(CONVOLUTIONS)('a convolution of $input by $filter, stride $stride, $pad', (conv) => {
  test('has the same value and gradients on wasm as on the cpu backend', async () => {
    await expectSameOnCpu(() => {
      const { value, grads } = tf.valueAndGrads((x, filter) =>
        swinging(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, conv.stride, conv.pad)),
      )([wave(conv.input, 0.7), wave(conv.filter, 1.3)])
      return [value, ...grads]
    })
  })

  test('has the same depthwise gradients on wasm as on the cpu backend', async () => {
    const [height, width, channels] = conv.filter
    await expectSameOnCpu(() => {
      const { value, grads } = tf.valueAndGrads((x, filter) =>
        swinging(tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, squareStride(conv.stride), conv.pad)),
      )([wave(conv.input, 0.7), wave([height, width, channels, 1], 1.3)])
      return [value, ...grads]
    })
  })
})

test('sums and means over the leading axes are the same on wasm as on the cpu backend', async () => {
  await expectSameOnCpu(() => {
    const x = wave([3, 40, 30, 7], 0.31)
    return [tf.sum(x, [0, 1, 2]), tf.mean(x, [0, 1, 2]), tf.sum(x, [0, 1, 2], true), tf.mean(x, [1, 2]), tf.sum(x)]
  })
})

test.each([
  { size: 2, stride: 2, pad: 'valid' as const },
  { size: 3, stride: 2, pad: 'same' as const },
])('average pooling of $size by $stride has the same gradient on wasm as on the cpu backend', async (pool) => {
  await expectSameOnCpu(() => [
    tf.grad((x) => swinging(tf.avgPool(x as tf.Tensor4D, pool.size, pool.stride, pool.pad)))(wave([2, 8, 6, 5], 0.9)),
  ])
})

test('batch norm has the same gradients on wasm as on the cpu backend', async () => {
  await expectSameOnCpu(() =>
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

test('a gradient leaves no tensor behind', () => {
  const filter = wave([3, 3, 2, 4], 1.3)
  const x = wave([2, 8, 8, 2], 0.7)
  const step = () =>
    tf.tidy(() =>
      tf
        .grads((x, filter) => swinging(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')))([x, filter])[1]
        .dataSync()
        .slice(),
    )
  step()
  const before = tf.memory()
  for (let i = 0; i < 5; i++) step()
  expect(tf.memory().numTensors).toBe(before.numTensors)
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
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

async function expectSameOnCpu(compute: () => tf.Tensor[]): Promise<void> {
  const onWasm = tf.tidy(compute).map((tensor) => Array.from(tensor.dataSync()))
  await tf.setBackend('cpu')
  const onCpu = tf.tidy(compute).map((tensor) => Array.from(tensor.dataSync()))
  await tf.setBackend('wasm')
  for (const [i, values] of onWasm.entries()) {
    const largest = Math.max(...values.map((value, k) => Math.abs(value - onCpu[i][k])))
    expect(largest).toBeLessThan(1e-4)
  }
}
