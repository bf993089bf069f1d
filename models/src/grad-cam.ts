import * as tf from '@tensorflow/tfjs'
import { type CamView, camViews } from './cam-views.ts'
import { runLayers } from './run-layers.ts'

export type GradCamOptions = {
  /** What the network is fed: [segments, frames, bands, 1]. */
  input: tf.Tensor4D
  /** The class in question, by its place among the logits. */
  classIndex: number
  /** What the network is fed where nothing sounds: whole spectra are counted from there. */
  silence: number
}

export type SegmentHeat = {
  /** [frames x bands], row-major, 0–1: how much each place speaks for the class, its strongest place being 1. */
  heat: Float32Array
  /** How much each moment counts, first to last, summing to 1; absent for networks without attention over time. */
  attention?: Float32Array
}

/** The name that attention over time has in our architectures. */
const ATTENTION_LAYER = 'attention_weights'

/**
 * Where in its input a network sees a class (Grad-CAM, Selvaraju et al. 2017): activations of the last layer that
 * still knows of place, each channel weighed with the mean gradient of the class's logit, summed, cut at 0, and
 * brought to the size of the input. Where whole spectra are channels (see camViews), each channel lies at its own band
 * and is added there. All zeros where nothing speaks for the class. Frees all but what it was given.
 */
export async function gradCam(network: tf.LayersModel, options: GradCamOptions): Promise<SegmentHeat[]> {
  const [segments, frames, bands] = options.input.shape
  const { heat, attention } = tf.tidy(() => see(network, options))
  const [places, moments] = await Promise.all([heat.data(), attention?.data()])
  tf.dispose([heat, attention ?? []])
  return Array.from({ length: segments }, (_, i) => ({
    heat: normalised(Float32Array.from(places.subarray(i * frames * bands, (i + 1) * frames * bands))),
    attention: moments && Float32Array.from(rowOf(moments as Float32Array, { row: i, rows: segments })),
  }))
}

type Seen = {
  /** [segments, frames, bands, 1], at least 0. */
  heat: tf.Tensor4D
  /** [segments, moments] */
  attention?: tf.Tensor
}

function see(network: tf.LayersModel, options: GradCamOptions): Seen {
  const { input } = options
  const [segments, frames, bands] = input.shape
  const views = camViews(network)
  if (views.length === 0) return { heat: tf.zeros([segments, frames, bands, 1]) }
  const names = views.map(({ layer }) => layer)
  const activations = runLayers(network, { [network.inputLayers[0].name]: input }, names)
  const gradients = tf.grads((...values) => logitSum(network, { names, values }, options))(activations)
  const grid = gridOf(network, views[0])
  const maps = views.map((view, i) =>
    onGrid(evidence(view, { activation: activations[i], gradient: gradients[i] }, options), grid),
  )
  const heat = tf.image.resizeBilinear(tf.relu(tf.addN(maps)) as tf.Tensor4D, [frames, bands], false, true)
  return { heat, attention: attentionOf(network, { names, values: activations }) }
}

type Activations = { names: string[]; values: tf.Tensor[] }

function logitSum(network: tf.LayersModel, activations: Activations, { classIndex }: GradCamOptions): tf.Scalar {
  const [logits] = runLayers(network, byName(activations), [network.outputLayers[0].name])
  const chosen = tf.oneHot([classIndex], logits.shape[1] as number)
  return tf.sum(tf.mul(logits, tf.cast(chosen, 'float32'))) as tf.Scalar
}

/** What each place of a view adds to the logit, to first order: [segments, frames, bands, 1] of the view's own size. */
function evidence(
  { layout }: CamView,
  { activation, gradient }: { activation: tf.Tensor; gradient: tf.Tensor },
  { silence }: GradCamOptions,
): tf.Tensor4D {
  const weights = tf.mean(gradient, [1, 2], true)
  if (layout === 'spectrum') {
    return tf.transpose(tf.mul(weights, tf.sub(activation, silence)) as tf.Tensor4D, [0, 2, 3, 1])
  }
  const map = tf.sum(tf.mul(weights, activation), 3, true) as tf.Tensor4D
  return layout === 'bands-frames' ? tf.transpose(map, [0, 2, 1, 3]) : map
}

type Grid = [frames: number, bands: number]

function gridOf(network: tf.LayersModel, { layer, layout }: CamView): Grid {
  const [, height, width, channels] = network.getLayer(layer).outputShape as number[]
  if (layout === 'spectrum') return [width, channels]
  return layout === 'bands-frames' ? [width, height] : [height, width]
}

/** Sums of evidence stay what they are, whatever the grid: what falls into one cell is added up. */
function onGrid(map: tf.Tensor4D, [frames, bands]: Grid): tf.Tensor4D {
  const [, mapFrames, mapBands] = map.shape
  const windows: Grid = [Math.max(1, Math.floor(mapFrames / frames)), Math.max(1, Math.floor(mapBands / bands))]
  const pooled = tf.avgPool(map, windows, windows, 'valid')
  const fitted = tf.image.resizeBilinear(pooled, [frames, bands], false, true)
  return tf.mul(fitted, (mapFrames * mapBands) / (frames * bands))
}

function attentionOf(network: tf.LayersModel, activations: Activations): tf.Tensor | undefined {
  if (!network.layers.some(({ name }) => name === ATTENTION_LAYER)) return undefined
  return runLayers(network, byName(activations), [ATTENTION_LAYER])[0]
}

function byName({ names, values }: Activations): Record<string, tf.Tensor> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

function normalised(heat: Float32Array): Float32Array {
  const strongest = heat.reduce((most, value) => (value > most ? value : most), 0)
  return strongest > 0 ? heat.map((value) => value / strongest) : heat
}

function rowOf(matrix: Float32Array, { row, rows }: { row: number; rows: number }): Float32Array {
  const width = matrix.length / rows
  return matrix.subarray(row * width, (row + 1) * width)
}
