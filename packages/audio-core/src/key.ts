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

/** How well each degree fits into a key, by the listeners of Krumhansl and Kessler (1982). */
const PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}

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
      const fromTonic = Array.from(chroma, (_, degree) => chroma[(degree + semitones) % 12])
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
