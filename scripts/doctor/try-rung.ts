// Started by `npm run doctor` once for each rung: the last line says as JSON how it went.
import { LADDER } from '../../models/src/backend/ladder.ts'
import { selfTest } from '../../models/src/backend/self-test.ts'
import { readModelCard } from '../../models/src/model-card.ts'
import { modelFiles } from '../../models/src/model-files.ts'
import { SHIPPED_MODEL_FOLDER } from '../../models/src/shipped-model.ts'
import type { RungTrial } from './rung-trial.ts'

const name = process.argv[2]
console.log(JSON.stringify(await tryRung()))
process.exit(0)

async function tryRung(): Promise<RungTrial> {
  const rung = LADDER.find((rung) => rung.name === name)
  if (!rung) throw new Error(`${name} is no rung of the ladder.`)
  try {
    await rung.start({ insisted: process.env.SEGUE_TF_BACKEND === name })
    await selfTest()
    return { works: true, segmentsPerSecond: await inferenceSpeed() }
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (code === 'MODULE_NOT_FOUND') return { works: false, reason: 'the package is not installed' }
    return { works: false, reason: (message ?? String(error)).split('\n')[0] }
  }
}

/** Of the shipped network, best of three batches. */
async function inferenceSpeed(): Promise<number> {
  const tf = await import('@tensorflow/tfjs')
  const card = await readModelCard(SHIPPED_MODEL_FOLDER)
  const network = await tf.loadLayersModel(modelFiles(SHIPPED_MODEL_FOLDER))
  const batch = tf.randomNormal([8, card.segmentFrames, card.bands, 1])
  let best = 0
  for (let i = 0; i < 4; i++) {
    const startedAt = performance.now()
    const outputs = network.predict(batch) as import('@tensorflow/tfjs').Tensor[]
    await outputs[0].data()
    best = Math.max(best, 8000 / (performance.now() - startedAt))
  }
  return best
}
