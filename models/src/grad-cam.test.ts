import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import * as tf from '@tensorflow/tfjs'
import { selectBackend } from './backend/select-backend.ts'
import { gradCam } from './grad-cam.ts'
import { type ModelCard, readModelCard } from './model-card.ts'
import { modelFiles } from './model-files.ts'
import { SHIPPED_MODEL_FOLDER } from './shipped-model.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

let card: ModelCard
let shipped: tf.LayersModel
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
  card = await readModelCard(SHIPPED_MODEL_FOLDER)
  shipped = await tf.loadLayersModel(modelFiles(SHIPPED_MODEL_FOLDER))
})
afterAll(() => void shipped.dispose())

const FRAMES = 16
const BANDS = 8
type Place = { frames: [number, number]; bands: [number, number] }
const EARLY_LOW: Place = { frames: [0, 4], bands: [0, 4] }
const LATE_HIGH: Place = { frames: [12, 16], bands: [4, 8] }

/** Two classes: the first one likes what is above 0, the second what is below; each is sought at every place. */
function brightOrDark({ turned }: { turned: boolean }): tf.LayersModel {
  const input = tf.input({ shape: [FRAMES, BANDS, 1], name: 'mel' })
  const image = turned ? tf.layers.permute({ dims: [2, 1, 3] }).apply(input) : input
  const halved = tf.layers.averagePooling2d({ poolSize: [2, 2] }).apply(image)
  const kernel = tf.tensor4d([1, -1], [1, 1, 1, 2])
  const signs = tf.layers
    .conv2d({ filters: 2, kernelSize: 1, useBias: false, activation: 'relu', weights: [kernel] })
    .apply(halved)
  const mean = tf.layers.globalAveragePooling2d({}).apply(signs)
  const towards = tf.tensor2d([1, -1, -1, 1], [2, 2])
  const logits = tf.layers.dense({ units: 2, useBias: false, weights: [towards] }).apply(mean) as tf.SymbolicTensor
  return tf.model({ inputs: input, outputs: logits })
}

/** The class's evidence is sound in the upper half of the bands, whenever it sounds. */
function likesHighBands(): tf.LayersModel {
  const input = tf.input({ shape: [FRAMES, BANDS, 1], name: 'mel' })
  const spectra = tf.layers.reshape({ targetShape: [1, FRAMES, BANDS] }).apply(input)
  const halves = Array.from({ length: BANDS }, (_, band) => (band < BANDS / 2 ? [0, 1] : [1, 0])).flat()
  const heard = tf.layers
    .conv2d({ filters: 2, kernelSize: 1, useBias: false, weights: [tf.tensor4d(halves, [1, 1, BANDS, 2])] })
    .apply(spectra)
  const logits = tf.layers.globalAveragePooling2d({}).apply(heard) as tf.SymbolicTensor
  return tf.model({ inputs: input, outputs: logits })
}

function isIn({ frames, bands }: Place, frame: number, band: number): boolean {
  return frame >= frames[0] && frame < frames[1] && band >= bands[0] && band < bands[1]
}

/** One segment of `elsewhere` with a value of its own in each place. */
function segment(elsewhere: number, ...places: [Place, number][]): tf.Tensor4D {
  const values = Array.from({ length: FRAMES * BANDS }, (_, i) => {
    const place = places.find(([place]) => isIn(place, Math.floor(i / BANDS), i % BANDS))
    return place ? place[1] : elsewhere
  })
  return tf.tensor4d(values, [1, FRAMES, BANDS, 1])
}

/** The share of a map's heat that lies in a place, give or take the half cell by which a small map is blurred. */
function shareIn(heat: Float32Array, place: Place): number {
  const [near, total] = heat.reduce(
    ([near, total], value, i) => [
      near + (isIn(widened(place), Math.floor(i / BANDS), i % BANDS) ? value : 0),
      total + value,
    ],
    [0, 0],
  )
  return near / total
}

function widened({ frames, bands }: Place): Place {
  return { frames: [frames[0] - 1, frames[1] + 1], bands: [bands[0] - 1, bands[1] + 1] }
}

test.each([false, true])(
  'the heat of a class lies where its evidence is, and nowhere else (time along the width: %s)',
  async (turned) => {
    const network = brightOrDark({ turned })
    const input = segment(0, [EARLY_LOW, 1], [LATE_HIGH, -1])
    const [[bright], [dark]] = await Promise.all(
      [0, 1].map((classIndex) => gradCam(network, { input, classIndex, silence: 0 })),
    )
    expect(Math.max(...bright.heat)).toBe(1)
    expect(shareIn(bright.heat, EARLY_LOW)).toBeCloseTo(1, 5)
    expect(shareIn(dark.heat, LATE_HIGH)).toBeCloseTo(1, 5)
    // each channel's mean gradient is the same everywhere, so the map is flat where the evidence is
    expect(bright.heat[BANDS + 1]).toBe(1)
    tf.dispose(input)
    network.dispose()
  },
)

test('where bands are channels, a class that needs high bands is hot in those that sound, from silence upwards', async () => {
  const network = likesHighBands()
  const input = segment(-2, [EARLY_LOW, 1], [LATE_HIGH, 1])
  const [{ heat }] = await gradCam(network, { input, classIndex: 0, silence: -2 })
  heat.forEach((value, i) => {
    expect(value).toBeCloseTo(isIn(LATE_HIGH, Math.floor(i / BANDS), i % BANDS) ? 1 : 0, 5)
  })
  tf.dispose(input)
  network.dispose()
})

test('where nothing speaks for the class, nothing is hot', async () => {
  const network = brightOrDark({ turned: false })
  const input = segment(-1)
  const [{ heat, attention }] = await gradCam(network, { input, classIndex: 0, silence: 0 })
  expect(heat.every((value) => value === 0)).toBe(true)
  expect(attention).toBeUndefined()
  tf.dispose(input)
  network.dispose()
})

test('explaining leaves no tensor behind', async () => {
  const input = tf.zeros([2, card.segmentFrames, card.bands, 1]) as tf.Tensor4D
  const before = tf.memory().numTensors
  await gradCam(shipped, { input, classIndex: 3, silence: -2 })
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose(input)
})
