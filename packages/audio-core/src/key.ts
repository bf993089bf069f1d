import { PITCH_CLASSES } from './chroma.ts'
import { createPitchMeter } from './pitch-classes.ts'

export interface Key {
  tonic: (typeof PITCH_CLASSES)[number]
  mode: 'major' | 'minor'
  /** Correlation of the sound's pitch classes with the key's profile; up to 1. */
  confidence: number
}

/** Takes mono samples in pieces of any length; the key depends on the sound alone. */
export interface KeyEstimator {
  push(samples: Float32Array): void
  /** Of all that came; undefined for silence. Afterwards the estimator is spent. */
  result(): Key | undefined
}

/** How often each degree sounds in classical music in a key (Albrecht and Shanahan 2013). */
const PROFILES = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
}
/** Brings out what sounds most, as the profiles do. */
const EMPHASIS = 1.5

/** The key of a sound that arrives in pieces, in memory that does not grow. */
export function createKeyEstimator({ sampleRateHz }: { sampleRateHz: number }): KeyEstimator {
  const meter = createPitchMeter({ sampleRateHz })
  return { push: meter.push, result: () => keyOf(meter.result()) }
}

/** The key of a whole mono sound. Undefined for silence. */
export function estimateKey(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): Key | undefined {
  const estimator = createKeyEstimator({ sampleRateHz })
  estimator.push(samples)
  return estimator.result()
}

/** The key whose profile the pitch classes [12, from C on] fit best. */
export function keyOf(chroma: Float64Array): Key | undefined {
  if (chroma.every((value) => value === 0)) return undefined
  let best: Key | undefined
  for (const mode of ['major', 'minor'] as const) {
    for (const [semitones, tonic] of PITCH_CLASSES.entries()) {
      const fromTonic = Array.from(chroma, (_, degree) => chroma[(degree + semitones) % 12] ** EMPHASIS)
      const confidence = correlation(fromTonic, PROFILES[mode])
      if (!best || confidence > best.confidence) best = { tonic, mode, confidence }
    }
  }
  return best
}

function correlation(a: number[], b: number[]): number {
  const meanA = mean(a)
  const meanB = mean(b)
  let both = 0
  let powerA = 0
  let powerB = 0
  for (let i = 0; i < a.length; i++) {
    both += (a[i] - meanA) * (b[i] - meanB)
    powerA += (a[i] - meanA) ** 2
    powerB += (b[i] - meanB) ** 2
  }
  return powerA === 0 || powerB === 0 ? 0 : both / Math.sqrt(powerA * powerB)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
