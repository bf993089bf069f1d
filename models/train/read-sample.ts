import { readSegment } from './read-segment.ts'
import type { FeatureSounds, MelSounds, Place, Sounds } from './sounds.ts'

/** A segment in dB as a network sees it, in place. */
export function normaliseSegment(decibels: Float32Array, { normalisation }: Pick<MelSounds, 'normalisation'>): void {
  const { meanDb, deviationDb } = normalisation
  for (let i = 0; i < decibels.length; i++) decibels[i] = (decibels[i] - meanDb) / deviationDb
}

/**
 * Standardised statistics are cut off at so many deviations: some hardly vary in the training tracks, and one track
 * that is different would outweigh all the rest.
 */
export const VECTOR_LIMIT = 4

/** A track's standardised vector. */
export function readVector({ values, length, mean, deviation }: FeatureSounds, { offset }: Place): Float32Array {
  const vector = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const standard = (values[offset + i] - mean[i]) / deviation[i]
    vector[i] = Math.max(-VECTOR_LIMIT, Math.min(VECTOR_LIMIT, standard))
  }
  return vector
}

/**
 * What a track is scored with, one sample after the other: up to `count` segments spread evenly (overlapping where the
 * architecture asks for it), in dB and as a network sees them; or the one vector.
 */
export function readForScoring(
  sounds: Sounds,
  place: Place,
  count: number,
): { samples: Float32Array; count: number; decibels: Float32Array | null } {
  if (sounds.kind === 'features') return { samples: readVector(sounds, place), count: 1, decibels: null }
  const { segmentFrames: frames, bands } = sounds
  const starts = segmentStarts(place.frames, { ...sounds, count })
  const decibels = new Float32Array(starts.length * frames * bands)
  for (const [i, firstFrame] of starts.entries()) {
    decibels.set(readSegment(sounds, place, { firstFrame, frames }), i * frames * bands)
  }
  const samples = decibels.slice()
  normaliseSegment(samples, sounds)
  return { samples, count: starts.length, decibels }
}

type Cut = Pick<MelSounds, 'segmentFrames' | 'overlapFrames'> & { count: number }

/** First frames of up to `count` segments, spread evenly, that overlap by no more than allowed; at least one. */
export function segmentStarts(total: number, { segmentFrames, overlapFrames, count }: Cut): number[] {
  const room = Math.max(0, total - segmentFrames)
  const fitting = Math.max(1, Math.min(count, 1 + Math.floor(room / (segmentFrames - overlapFrames))))
  if (fitting === 1) return [Math.floor(room / 2)]
  return Array.from({ length: fitting }, (_, i) => Math.floor((room * i) / (fitting - 1)))
}
