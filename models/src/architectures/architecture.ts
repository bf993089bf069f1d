import type * as tf from '@tensorflow/tfjs'

export type NetworkOptions = {
  /** Frames and mel bands of one segment. */
  frames: number
  bands: number
  classes: number
  /**
   * `training` has batch norm and dropout; `inference` has neither: its convolutions carry the folded norms.
   * Layers of the same name in both correspond.
   */
  mode: 'training' | 'inference'
  /** Initial weights and dropout are functions of it. */
  seed: number
}

/**
 * [n, frames, bands, 1] (normalised dB) → logits [n, classes] and features [n, d], what the last layer sees of a
 * segment. Softmax is left to the caller.
 */
export type Architecture = {
  name: string
  build(options: NetworkOptions): tf.LayersModel
}
