import { beatTimes } from './beats.ts'
import { createOnsetMeter, type OnsetEnvelope, onsetStrength } from './onset-strength.ts'

export interface Tempo {
  bpm: number
  /** How regular the beat is: about 0 for noise, 1 for a metronome. */
  confidence: number
}

const SHORTEST_SECONDS = 4
const SLOWEST_BPM = 40
const FASTEST_BPM = 240
/** Where listeners tap most readily, and how far from it they still do, in octaves (Moelants 2002). */
const PREFERRED_BPM = 120
const SPREAD_OCTAVES = 1
const BEATS_COMPARED = 4
/** A tempo at whose half beats as much happens as on its beats is probably half the true one. */
const OFF_BEAT_WEIGHT = 0.3

/** Takes mono samples in pieces of any length; the tempo depends on the sound alone. */
export interface TempoEstimator {
  push(samples: Float32Array): void
  /** Of all that came. Afterwards the estimator is spent. */
  result(): TempoAndBeats
}

export interface TempoAndBeats {
  /** Undefined for silence and for less than four seconds. */
  tempo: Tempo | undefined
  /** In seconds from the start; empty where there is no tempo. */
  beatTimes: Float64Array
}

/** Tempo and beats of a sound that arrives in pieces, in memory that grows by a few MB an hour. */
export function createTempoEstimator({ sampleRateHz }: { sampleRateHz: number }): TempoEstimator {
  const meter = createOnsetMeter({ sampleRateHz })
  return {
    push: meter.push,
    result() {
      const onsets = meter.result()
      const tempo = tempoOf(onsets)
      return { tempo, beatTimes: tempo ? beatTimes(onsets, tempo) : new Float64Array(0) }
    },
  }
}

/** One tempo for a whole mono sound. Undefined for silence and for less than four seconds. */
export function estimateTempo(samples: Float32Array, { sampleRateHz }: { sampleRateHz: number }): Tempo | undefined {
  return tempoOf(onsetStrength(samples, { sampleRateHz }))
}

/**
 * One tempo for the whole sound, by the autocorrelation of its onsets at one to four beats, weighed by how natural the
 * tempo is (after Ellis 2007). Undefined for silence and for less than four seconds. May be an octave off.
 */
export function tempoOf({ strength, framesPerSecond }: OnsetEnvelope): Tempo | undefined {
  if (strength.length < SHORTEST_SECONDS * framesPerSecond) return undefined
  const longestLag = Math.ceil((BEATS_COMPARED * 60 * framesPerSecond) / SLOWEST_BPM)
  const similarity = autocorrelation(strength, Math.min(longestLag, strength.length - 1))
  if (similarity[0] === 0) return undefined
  let best = { bpm: 0, score: Number.NEGATIVE_INFINITY, regularity: 0 }
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= 1.0025) {
    const regularity = regularityAt(similarity, (60 * framesPerSecond) / bpm)
    const score = regularity * preference(bpm)
    if (score > best.score) best = { bpm, score, regularity }
  }
  return { bpm: best.bpm, confidence: Math.max(0, Math.min(1, best.regularity)) }
}

/** How alike the onsets are one to four beats apart, less how alike they are off the beat. */
function regularityAt(similarity: Float64Array, lag: number): number {
  let onBeat = 0
  let offBeat = 0
  let beats = 0
  for (let beat = 1; beat <= BEATS_COMPARED && beat * lag < similarity.length - 1; beat++) {
    onBeat += interpolated(similarity, beat * lag)
    offBeat += Math.max(0, interpolated(similarity, (beat - 0.5) * lag))
    beats++
  }
  return beats === 0 ? 0 : (onBeat - OFF_BEAT_WEIGHT * offBeat) / beats
}

function preference(bpm: number): number {
  return Math.exp(-0.5 * (Math.log2(bpm / PREFERRED_BPM) / SPREAD_OCTAVES) ** 2)
}

/** Of the values about their mean, without the bias towards short lags; 1 at lag 0 unless all values are alike. */
function autocorrelation(values: Float32Array, longestLag: number): Float64Array {
  const smooth = centred(values)
  const result = new Float64Array(longestLag + 1)
  for (let lag = 0; lag <= longestLag; lag++) {
    let sum = 0
    for (let i = lag; i < smooth.length; i++) sum += smooth[i] * smooth[i - lag]
    result[lag] = sum / (smooth.length - lag)
  }
  const power = result[0]
  return power < 1e-12 ? result.fill(0) : result.map((value) => value / power)
}

/** Smoothed over three frames, so that beats between two frames still meet, and about the mean. */
function centred(values: Float32Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Float64Array.from(
    values,
    (value, i) => 0.25 * (values[i - 1] ?? value) + 0.5 * value + 0.25 * (values[i + 1] ?? value) - mean,
  )
}

function interpolated(values: Float64Array, place: number): number {
  const below = Math.floor(place)
  return values[below] + (place - below) * (values[below + 1] - values[below])
}
