import type * as tf from '@tensorflow/tfjs'

export type NetworkOptions = {
  /** Frames and mel bands of one segment; 1 and the number of features where the input is a vector. */
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
  /** Put before the name of every layer, so that several networks fit into one; nothing by default. */
  scope?: string
}

/** What one sample is. */
export type ArchitectureInput =
  /** Segments of a mel-spectrogram, [frames x bands] dB, normalised; neighbours share `overlapFrames` where scored. */
  | { kind: 'mel'; segmentFrames: number; overlapFrames: number }
  /** One vector of statistics a track, each standardised. */
  | { kind: 'features' }

/** How it is fitted where nothing else is asked for. `adam` by gradient steps; the others have solvers of their own. */
export type TrainingDefaults =
  | { solver: 'adam'; learningRate: number; weightDecay: number }
  | { solver: 'logistic-regression' | 'linear-svm' }

/**
 * [n, frames, bands, 1] (normalised) → logits [n, classes] and features [n, d], what the last layer sees of a sample.
 * Softmax is left to the caller.
 */
export type Architecture = {
  name: string
  /** Where it is defined, for reports. */
  source: string
  input: ArchitectureInput
  training: TrainingDefaults
  /** Of an ensemble: the networks that are trained one by one and then joined. */
  members?: Architecture[]
  build(options: NetworkOptions): tf.LayersModel
}
