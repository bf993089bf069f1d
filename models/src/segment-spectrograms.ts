import { evenSegments } from './even-segments.ts'
import type { Preprocessing } from './preprocessing.ts'
import { relativeDb } from './preprocessing.ts'

/** Nothing to hear: the sound is shorter than one analysis window. */
export class TooShortToAnalyseError extends Error {
  readonly code = 'TOO_SHORT_TO_ANALYSE'
  constructor(readonly samples: number) {
    super(`${samples} samples are too few to analyse.`)
  }
}

type Cut = Preprocessing & { segmentsPerTrack: number }

/**
 * Segments spread evenly over a sound, each with what surrounds it in its first and last windows, as dB relative to
 * the loudest value of all: [segments x segmentFrames x bands]. Only what is looked at is transformed, so a long
 * track costs no more than a short one. A sound shorter than a segment goes round. `heard` are the segments' samples,
 * one after the other, or the whole sound where they would overlap.
 */
export function segmentSpectrograms(
  samples: Float32Array,
  cut: Cut,
  powerSpectrogram: (samples: Float32Array) => Float32Array,
): { decibels: Float32Array; segments: number; heard: Float32Array } {
  const { fftSize, hopLength, bands, segmentFrames, segmentsPerTrack } = cut
  if (samples.length < fftSize) throw new TooShortToAnalyseError(samples.length)
  const length = segmentFrames * hopLength
  const sound = samples.length < length ? repeated(samples, length) : samples
  const starts = evenSegments({ total: sound.length, length, count: segmentsPerTrack })
  const contextFrames = Math.ceil(fftSize / 2 / hopLength)
  const power = new Float32Array(starts.length * segmentFrames * bands)
  for (const [i, start] of starts.entries()) {
    const before = Math.min(contextFrames, Math.floor(start / hopLength))
    const from = start - before * hopLength
    const to = Math.min(sound.length, start + length + contextFrames * hopLength)
    const frames = powerSpectrogram(sound.subarray(from, to))
    power.set(frames.subarray(before * bands, (before + segmentFrames) * bands), i * segmentFrames * bands)
  }
  const heard = starts.length * length < sound.length ? joined(sound, starts, length) : sound
  return { decibels: relativeDb(power, cut), segments: starts.length, heard }
}

function joined(sound: Float32Array, starts: number[], length: number): Float32Array {
  const samples = new Float32Array(starts.length * length)
  for (const [i, start] of starts.entries()) samples.set(sound.subarray(start, start + length), i * length)
  return samples
}

function repeated(samples: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => samples[i % samples.length])
}
