import * as tf from '@tensorflow/tfjs'
import type { Architecture } from '../src/architectures/architecture.ts'
import { inputShape } from '../src/architectures/input-shape.ts'
import { selectBackend } from '../src/backend/select-backend.ts'
import { variablesOf } from '../train/flat-variables.ts'
import { SOUND_PLAN } from '../train/sound-plan.ts'

const BATCH = 8
const ROUNDS = 3

/** Milliseconds of loss and gradient for one sample, in batches of 8 on one replica, at its best; no optimiser step. */
export async function trainingSpeed(architecture: Architecture, classes: number): Promise<number> {
  await selectBackend()
  const shape = inputShape(architecture, SOUND_PLAN)
  const network = architecture.build({ ...shape, classes, seed: 1, mode: 'training' })
  const variables = variablesOf(network.trainableWeights)
  const input = tf.randomNormal([BATCH, shape.frames, shape.bands, 1], 0, 1, 'float32', 1)
  const targets = tf.tidy(() => tf.oneHot(tf.range(0, BATCH, 1, 'int32').mod(classes).toInt(), classes))
  const step = async () => {
    const results = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => {
        const [logits] = network.apply(input, { training: true }) as tf.Tensor[]
        return tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar
      }, variables)
      return [value, ...Object.values(grads)]
    })
    await Promise.all(results.map((result) => result.data()))
    tf.dispose(results)
  }
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round <= ROUNDS; round++) {
    const startedAt = performance.now()
    await step()
    if (round > 0) best = Math.min(best, performance.now() - startedAt)
  }
  tf.dispose([input, targets])
  network.dispose()
  return best / BATCH
}
