import { expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { BACKEND_NAMES } from './rung.ts'
import { selectBackend } from './select-backend.ts'
import { selfTest } from './self-test.ts'

test('every machine gets a backend that computes gradients right, and is told why the faster ones are not used', async () => {
  const { name, refused } = await selectBackend()
  expect(BACKEND_NAMES).toContain(name)
  for (const { reason } of refused) expect(reason).not.toBe('')
  await selfTest()
})

test('a forced backend is the one that is used', async () => {
  expect(await selectBackend({ force: 'wasm' })).toEqual({ name: 'wasm', refused: [] })
  expect(tf.getBackend()).toBe('wasm')
})

test('a backend that computes something else fails the self-test', async () => {
  await selectBackend({ force: 'wasm' })
  const { kernelFunc } = tf.getKernel('Relu', 'wasm')
  tf.unregisterKernel('Relu', 'wasm')
  const wrong: tf.KernelFunc = ({ inputs, backend }) =>
    tf.getKernel('Abs', 'wasm').kernelFunc({ inputs, backend, attrs: {} })
  tf.registerKernel({ kernelName: 'Relu', backendName: 'wasm', kernelFunc: wrong })
  await expect(selfTest()).rejects.toThrow(/deviates/)
  tf.unregisterKernel('Relu', 'wasm')
  tf.registerKernel({ kernelName: 'Relu', backendName: 'wasm', kernelFunc })
  await selfTest()
})
