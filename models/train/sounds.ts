import type { Preprocessing } from '../src/preprocessing.ts'

/** Where a track's numbers lie: in the bytes or values that all tracks share, or in a file of its own. */
export type Place = { file: string | null; offset: number; frames: number }

/** The mel-spectrograms of all tracks as bytes: 0 stands for -topDb, 255 for 0 dB. */
export type MelSounds = {
  kind: 'mel'
  /** One track after the other, [frames x bands] each, shared by all threads; null where they stay on disk. */
  bytes: Uint8Array<SharedArrayBuffer> | null
  bands: number
  topDb: number
  segmentFrames: number
  /** Neighbouring segments share so many frames where a track is scored. */
  overlapFrames: number
  /** A network sees (dB - meanDb) / deviationDb. */
  normalisation: Preprocessing['normalisation']
}

/** A vector of statistics a track; a network sees (value - mean) / deviation. */
export type FeatureSounds = {
  kind: 'features'
  values: Float32Array<SharedArrayBuffer>
  length: number
  mean: Float32Array
  deviation: Float32Array
}

/** What the networks of a training hear. */
export type Sounds = MelSounds | FeatureSounds

/** [frames, bands] of one sample. */
export function sampleShape(sounds: Sounds): { frames: number; bands: number } {
  return sounds.kind === 'mel'
    ? { frames: sounds.segmentFrames, bands: sounds.bands }
    : { frames: 1, bands: sounds.length }
}
