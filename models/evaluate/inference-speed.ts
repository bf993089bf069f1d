import * as tf from '@tensorflow/tfjs'
import { architectureByName } from '../src/architectures/architectures.ts'
import { inputShape } from '../src/architectures/input-shape.ts'
import { selectBackend } from '../src/backend/select-backend.ts'
import { SOUND_PLAN } from '../train/sound-plan.ts'

const BATCH = 10
const ROUNDS = 3

/** Size of a network for so many genres, and how many samples a second it answers for, ten at a time, at its best. */
export async function inferenceSpeed(
  name: string,
  classes: number,
): Promise<{ parameters: number; samplesPerSecond: number }> {
  await selectBackend()
  const architecture = architectureByName(name)
  const shape = inputShape(architecture, SOUND_PLAN)
  const network = architecture.build({ ...shape, classes, seed: 1, mode: 'inference' })
  const input = tf.randomNormal([BATCH, shape.frames, shape.bands, 1], 0, 1, 'float32', 1)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round <= ROUNDS; round++) {
    const startedAt = performance.now()
    const [logits, features] = network.predict(input) as tf.Tensor[]
    await logits.data()
    if (round > 0) best = Math.min(best, performance.now() - startedAt)
    tf.dispose([logits, features])
  }
  const parameters = network.countParams()
  input.dispose()
  network.dispose()
  return { parameters, samplesPerSecond: (BATCH * 1000) / best }
}
