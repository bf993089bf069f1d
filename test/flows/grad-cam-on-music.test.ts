import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { selectBackend } from '@segue/models/backend/select-backend'
import { gradCam } from '@segue/models/grad-cam'
import { type ModelCard, readModelCard } from '@segue/models/model-card'
import { modelFiles } from '@segue/models/model-files'
import { createPowerSpectrogram } from '@segue/models/preprocessing'
import { segmentSpectrograms } from '@segue/models/segment-spectrograms'
import { SHIPPED_MODEL_FOLDER } from '@segue/models/shipped-model'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import * as tf from '@tensorflow/tfjs'

let card: ModelCard
let shipped: tf.LayersModel
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
  card = await readModelCard(SHIPPED_MODEL_FOLDER)
  shipped = await tf.loadLayersModel(modelFiles(SHIPPED_MODEL_FOLDER))
})
afterAll(() => void shipped.dispose())

const REGIONS = 4

test('the shipped network needs what is hot: silencing the hottest region costs the genre more than the coldest', async () => {
  const losses: { hottest: number; coldest: number }[] = []
  for (const genre of ['metal', 'classical', 'electronic', 'jazz', 'disco', 'country']) {
    losses.push(...(await lossesOfSilencing(demoTracks().find((track) => track.genre === genre)!)))
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const hottest = mean(losses.map((loss) => loss.hottest))
  const coldest = mean(losses.map((loss) => loss.coldest))
  expect(hottest).toBeGreaterThan(0.2)
  expect(hottest).toBeGreaterThan(coldest + 0.2)
  const right = losses.filter((loss) => loss.hottest > loss.coldest).length
  expect(right / losses.length).toBeGreaterThan(0.7)
})

/** By how much the logit of a track's genre falls in each of its segments. */
async function lossesOfSilencing(track: ReturnType<typeof demoTracks>[number]) {
  const { samples } = await decodeMono(await renderDemoTrack(track), { sampleRateHz: card.sampleRateHz })
  const cut = { ...card, segmentsPerTrack: 3 }
  const { decibels, segments } = segmentSpectrograms(samples, cut, createPowerSpectrogram(card))
  const { meanDb, deviationDb } = card.normalisation
  const silence = (-card.topDb - meanDb) / deviationDb
  const shape: [number, number, number, number] = [segments, card.segmentFrames, card.bands, 1]
  const input = tf.tensor4d(
    decibels.map((value) => (value - meanDb) / deviationDb),
    shape,
  )
  const classIndex = await strongestClass(input)
  const before = await logitsOf(input, classIndex)
  const maps = await gradCam(shipped, { input, classIndex, silence })
  const values = (await input.data()) as Float32Array
  const silenced = async (choose: (heats: number[]) => number) => {
    const changed = values.slice()
    for (const [i, { heat }] of maps.entries()) {
      const heats = regionHeats(heat)
      const region = heats.indexOf(choose(heats))
      const size = heat.length
      for (let at = 0; at < size; at++) if (regionOf(at) === region) changed[i * size + at] = silence
    }
    const other = tf.tensor4d(changed, shape)
    const after = await logitsOf(other, classIndex)
    tf.dispose(other)
    return before.map((logit, i) => logit - after[i])
  }
  const hottest = await silenced((heats) => Math.max(...heats))
  const coldest = await silenced((heats) => Math.min(...heats))
  tf.dispose(input)
  for (const { attention } of maps) {
    expect(attention!.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4)
  }
  return hottest.map((loss, i) => ({ hottest: loss, coldest: coldest[i] }))
}

function regionOf(at: number): number {
  const frame = Math.floor(at / card.bands)
  const band = at % card.bands
  return Math.floor((frame * REGIONS) / card.segmentFrames) * REGIONS + Math.floor((band * REGIONS) / card.bands)
}

function regionHeats(heat: Float32Array): number[] {
  const heats = new Array<number>(REGIONS * REGIONS).fill(0)
  heat.forEach((value, at) => {
    heats[regionOf(at)] += value
  })
  return heats
}

async function logitsOf(input: tf.Tensor4D, classIndex: number): Promise<number[]> {
  const [logits, features] = shipped.predict(input) as tf.Tensor[]
  const rows = (await logits.array()) as number[][]
  tf.dispose([logits, features])
  return rows.map((row) => row[classIndex])
}

async function strongestClass(input: tf.Tensor4D): Promise<number> {
  const [logits, features] = shipped.predict(input) as tf.Tensor[]
  const strongest = tf.tidy(() => tf.argMax(tf.sum(tf.softmax(logits), 0)))
  const [index] = await strongest.data()
  tf.dispose([logits, features, strongest])
  return index
}
