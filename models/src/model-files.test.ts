import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { architectureByName } from './architectures/architectures.ts'
import { selectBackend } from './backend/select-backend.ts'
import { toFloat16Bits } from './float16.ts'
import { modelFiles } from './model-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-model-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

test('a network that is saved in half precision and loaded again answers the same to three digits', async () => {
  const options = { frames: 128, bands: 128, classes: 11, seed: 1, mode: 'inference' } as const
  const network = architectureByName('attentive').build(options)
  await network.save(modelFiles(folder))
  const loaded = await tf.loadLayersModel(modelFiles(folder))
  const sound = tf.tidy(() => tf.sin(tf.range(0, 128 * 128)).reshape([1, 128, 128, 1]))
  const [expected] = network.predict(sound) as tf.Tensor[]
  const [actual] = loaded.predict(sound) as tf.Tensor[]
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(5e-3)
})

test.each([
  [0, 0x0000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [1e6, 0x7c00],
  [2 ** -24, 0x0001],
  [0.333251953125, 0x3555],
])('%f is %i in half precision', (value, bits) => {
  expect(toFloat16Bits(value)).toBe(bits)
})
