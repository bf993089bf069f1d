import type { Preprocessing } from '../src/preprocessing.ts'
import type { MelStore } from './mel-cache.ts'

export type JobTrack = { offset: number; frames: number; label: number }

/** All that a replica needs to train one network; plain data, so that it can be handed to a worker thread. */
export type TrainingJob = {
  architecture: string
  classes: number
  segmentFrames: number
  normalisation: Preprocessing['normalisation']
  store: Pick<MelStore, 'bytes' | 'bands' | 'topDb'>
  train: JobTrack[]
  /** Tracks that are scored after each epoch; may be empty. */
  validation: JobTrack[]
  epochs: number
  /** Stop when the validation loss has not improved for so many epochs, and keep the best; null: never. */
  patience: number | null
  /** Random segments of each track an epoch. */
  segmentsPerTrack: number
  batchSize: number
  learningRate: number
  weightDecay: number
  /** Share of samples that are mixed with another (Zhang et al. 2018), 0 to 1. */
  mixup: number
  labelSmoothing: number
  seed: number
  checkpointFile: string
}

export type EpochScore = {
  epoch: number
  trainLoss: number
  /** Log loss and accuracy per track; null without validation tracks. */
  validation: { loss: number; accuracy: number } | null
}
