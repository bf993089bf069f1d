import * as tf from '@tensorflow/tfjs'
import type { Architecture, NetworkOptions } from './architecture.ts'
import { classifierHead } from './classifier-head.ts'
import { convBlock } from './conv-block.ts'
import { glorotWeights } from './initial-weights.ts'

const CHANNELS = 96
const TIME_BLOCKS = 3

/**
 * Two views of a segment (after Pons et al. 2018): a small image stem that is free to shift in pitch, and the whole
 * spectrum of each moment; joined as a sequence, deepened by residual blocks over time, pooled by attention. Time
 * lies along the image's width: the wasm kernels like long rows.
 */
export const attentive: Architecture = {
  name: 'attentive',
  source: 'Segue, after Pons et al. 2018',
  input: { kind: 'mel', segmentFrames: 128, overlapFrames: 0 },
  training: { solver: 'adam', learningRate: 2e-3, weightDecay: 0.02 },
  build(options) {
    const { frames, bands, classes, mode, seed } = options
    const input = tf.input({ shape: [frames, bands, 1], name: 'mel' })
    const halved = tf.layers.averagePooling2d({ name: 'halve', poolSize: [2, 2] }).apply(input) as tf.SymbolicTensor
    const joined = tf.layers
      .concatenate({ name: 'joined' })
      .apply([pitchShiftable(halved, options), wholeSpectrum(halved, options)]) as tf.SymbolicTensor
    let sequence = convBlock(joined, { name: 'mix', filters: CHANNELS, kernelSize: 1, mode, seed: seed + 20 })
    for (let i = 1; i <= TIME_BLOCKS; i++) {
      const name = `time${i}`
      const change = convBlock(sequence, { name, filters: CHANNELS, kernelSize: [1, 3], mode, seed: seed + 20 + i })
      sequence = tf.layers.add({ name: `${name}_add` }).apply([sequence, change]) as tf.SymbolicTensor
    }
    const moments = convBlock(sequence, { name: 'last', filters: CHANNELS, kernelSize: 1, mode, seed: seed + 29 })
    const pooled = tf.layers
      .concatenate({ name: 'pooled' })
      .apply([attended(moments, options), peakOf(moments)]) as tf.SymbolicTensor
    return tf.model({
      name: 'attentive',
      inputs: input,
      outputs: classifierHead(pooled, { classes, mode, seed, units: 64, dropout: 0.2 }),
    })
  },
}

/** [n, t, b, 1] → [n, 1, t/4, 80]: local shapes, mean and strongest wherever in pitch they lie. */
function pitchShiftable(image: tf.SymbolicTensor, { mode, seed }: NetworkOptions): tf.SymbolicTensor {
  const coarse = tf.layers.averagePooling2d({ name: 'coarse', poolSize: [2, 1] }).apply(image)
  let current = tf.layers.permute({ name: 'time_as_width', dims: [2, 1, 3] }).apply(coarse) as tf.SymbolicTensor
  const poolSizes: [number, number][] = [
    [2, 1],
    [2, 2],
  ]
  for (const [i, poolSize] of poolSizes.entries()) {
    const name = `image${i + 1}`
    current = convBlock(current, { name, filters: i === 0 ? 12 : 24, kernelSize: 3, mode, seed: seed + i })
    current = tf.layers.averagePooling2d({ name: `${name}_pool`, poolSize }).apply(current) as tf.SymbolicTensor
  }
  current = convBlock(current, { name: 'image3', filters: 40, kernelSize: 3, mode, seed: seed + 3 })
  const column: [number, number] = [current.shape[1] as number, 1]
  const mean = tf.layers.averagePooling2d({ name: 'pitch_mean', poolSize: column }).apply(current) as tf.SymbolicTensor
  const peak = tf.layers.maxPooling2d({ name: 'pitch_peak', poolSize: column }).apply(current) as tf.SymbolicTensor
  return tf.layers.concatenate({ name: 'pitch' }).apply([mean, peak]) as tf.SymbolicTensor
}

/** [n, t, b, 1] → [n, 1, t/4, 48]: every band is a channel, so absolute pitch and timbre are seen. */
function wholeSpectrum(image: tf.SymbolicTensor, { mode, seed }: NetworkOptions): tf.SymbolicTensor {
  const [, time, bands] = image.shape as number[]
  const spectra = tf.layers
    .reshape({ name: 'spectra', targetShape: [1, time, bands] })
    .apply(image) as tf.SymbolicTensor
  const local = convBlock(spectra, { name: 'spectrum', filters: 48, kernelSize: [1, 5], mode, seed: seed + 10 })
  return tf.layers.averagePooling2d({ name: 'spectrum_pool', poolSize: [1, 4] }).apply(local) as tf.SymbolicTensor
}

/** [n, 1, t, c] → [n, c]: a weighted mean whose weights a learnt score of each moment gives. */
function attended(sequence: tf.SymbolicTensor, { mode, seed }: NetworkOptions): tf.SymbolicTensor {
  const [, , time, channels] = sequence.shape as number[]
  const moments = tf.layers.reshape({ name: 'moments', targetShape: [time, channels] }).apply(sequence)
  const kernelInitializer = glorotWeights({ mode, seed: seed + 30 })
  const score = tf.layers.dense({ name: 'attention', units: 1, kernelInitializer }).apply(moments)
  const row = tf.layers.reshape({ name: 'attention_row', targetShape: [time] }).apply(score)
  const weights = tf.layers.softmax({ name: 'attention_weights' }).apply(row)
  const column = tf.layers.reshape({ name: 'attention_column', targetShape: [time, 1] }).apply(weights)
  const dot = tf.layers.dot({ name: 'attended', axes: 1 }).apply([moments, column] as tf.SymbolicTensor[])
  return tf.layers.reshape({ name: 'attended_flat', targetShape: [channels] }).apply(dot) as tf.SymbolicTensor
}

function peakOf(sequence: tf.SymbolicTensor): tf.SymbolicTensor {
  return tf.layers.globalMaxPooling2d({ name: 'peak' }).apply(sequence) as tf.SymbolicTensor
}
