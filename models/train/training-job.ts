import type { Schedule } from './learning-rate.ts'
import type { Place, Sounds } from './sounds.ts'

export type JobTrack = {
  place: Place
  /** Other recordings that it could have been; training takes one of all at random. */
  variants: Place[]
  label: number
}

/** How much a genre with few tracks counts: as all, by the root of its rarity, or so that all genres weigh the same. */
export const CLASS_WEIGHTS = ['even', 'root', 'balanced'] as const
export type ClassWeights = (typeof CLASS_WEIGHTS)[number]

/** All that a replica needs to train one network; plain data, so that it can be handed to a worker thread. */
export type TrainingJob = {
  architecture: string
  classes: number
  sounds: Sounds
  train: JobTrack[]
  /** Tracks of another kind, which are visited only once an epoch; may be empty. */
  auxiliary: JobTrack[]
  /** Tracks that are scored after each epoch; may be empty. */
  validation: JobTrack[]
  epochs: number
  /** Stop when the validation loss has not improved for so many epochs, and keep the best; null: never. */
  patience: number | null
  /** Random segments of each track an epoch. */
  samplesPerTrack: number
  batchSize: number
  learningRate: number
  schedule: Schedule
  weightDecay: number
  /** Share of samples that are mixed with another (Zhang et al. 2018), 0 to 1. */
  mixup: number
  labelSmoothing: number
  classWeights: ClassWeights
  /** `sound`: another level, equaliser and pitch; `masks`: parts are hidden (SpecAugment). */
  augmentation: 'none' | 'sound' | 'sound and masks'
  /** A checkpoint of the same architecture whose weights are taken over where their shapes fit; null: none. */
  startFrom: string | null
  /** For so many epochs only the last layer learns. */
  frozenEpochs: number
  seed: number
  checkpointFile: string
}

export type EpochScore = {
  epoch: number
  trainLoss: number
  learningRate: number
  seconds: number
  /** Log loss and accuracy per track; null without validation tracks. */
  validation: { loss: number; accuracy: number } | null
}
