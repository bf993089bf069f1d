import { autocorrelation } from './autocorrelation.ts'
import { beatTimes } from './beats.ts'
import { evenOnsets } from './even-onsets.ts'
import { createOnsetMeter, type OnsetEnvelope, onsetStrength } from './onset-strength.ts'

export interface Tempo {
  bpm: number
  /** How regular the beat is: about 0 for noise, 1 for a metronome. */
  confidence: number
}

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

const SHORTEST_SECONDS = 4
const SLOWEST_BPM = 40
const FASTEST_BPM = 240
const STEP = 1.005
/** Where listeners tap most readily, and how far from it they still do, in octaves (Moelants 2002). */
const PREFERRED_BPM = 105
const SPREAD_OCTAVES = 1
/** A bar of six beats is the longest span compared. */
const LONGEST_SPAN_BEATS = 6
/** How far the sound is compared with itself for its pulse. */
const PULSE_SECONDS = 8
/** The weight of the pulse at twice the beat, which most music has, but not without one on the beat itself. */
const HALF_BEAT_SHARE = 0.7
const MOST_HALF_BEATS = 20
/** How much the pulse counts beside the metre. */
const PULSE_EXPONENT = 0.4

const { ceil, cos, exp, floor, log2, max, min, PI, sqrt } = Math

/** Tempo and beats of a sound that arrives in pieces, in memory that grows by some MB an hour. */
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
 * The tempo at which onsets come again after one beat and after bars of two, four, three or six (autocorrelation: it
 * also answers at a half and a third of the tempo), and at which they pulse (Fourier transform: it also answers at twice
 * and three times), weighed by how natural the tempo is. Both together name the octave better than either (Peeters
 * 2007), yet music has no single one: about one estimate in seven is half or twice what a musician would write.
 */
export function tempoOf(onsets: OnsetEnvelope): Tempo | undefined {
  const { strength, framesPerSecond } = onsets
  if (strength.length < SHORTEST_SECONDS * framesPerSecond) return undefined
  const longestLag = ceil((LONGEST_SPAN_BEATS * 60 * framesPerSecond) / SLOWEST_BPM) + 1
  const similarity = autocorrelation(evenOnsets(onsets), longestLag)
  if (similarity[0] === 0) return undefined
  const pulseAt = createPulse(similarity, framesPerSecond)
  let best = { bpm: 0, score: -1 }
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= STEP) {
    const score = metreAt(similarity, (60 * framesPerSecond) / bpm) * pulseAt(bpm) ** PULSE_EXPONENT * preference(bpm)
    if (score > best.score) best = { bpm, score }
  }
  const period = (60 * framesPerSecond) / best.bpm
  return { bpm: best.bpm, confidence: max(0, min(1, metreAt(similarity, period))) }
}

/** How alike the onsets are after a beat and after bars of two and four, or of three and six. */
function metreAt(similarity: Float64Array, period: number): number {
  const beat = interpolated(similarity, period)
  const duple = interpolated(similarity, 2 * period) + interpolated(similarity, 4 * period)
  const triple = interpolated(similarity, 3 * period) + interpolated(similarity, 6 * period)
  return max(0, (2 * beat + max(duple, triple)) / 4)
}

/** How strongly onsets come and go with the beat and with its half: their power spectrum, from their autocorrelation. */
function createPulse(similarity: Float64Array, framesPerSecond: number): (bpm: number) => number {
  const length = min(similarity.length, floor(PULSE_SECONDS * framesPerSecond))
  const weighted = similarity.slice(0, length).map((value, lag) => value * (1 + cos((PI * lag) / length)))
  const amplitudeAt = (hz: number) => {
    // cos((lag + 1) a) = 2 cos(a) cos(lag a) - cos((lag - 1) a)
    const twice = 2 * cos((2 * PI * hz) / framesPerSecond)
    let before = twice / 2
    let now = 1
    let sum = -weighted[0] / 2
    for (let lag = 0; lag < length; lag++) {
      sum += weighted[lag] * now
      const next = twice * now - before
      before = now
      now = next
    }
    return sqrt(max(0, sum))
  }
  return (bpm) => {
    const beat = amplitudeAt(bpm / 60)
    return beat + HALF_BEAT_SHARE * min(amplitudeAt(bpm / 30), MOST_HALF_BEATS * beat)
  }
}

function preference(bpm: number): number {
  return exp(-0.5 * (log2(bpm / PREFERRED_BPM) / SPREAD_OCTAVES) ** 2)
}

function interpolated(values: Float64Array, place: number): number {
  const below = floor(place)
  return values[below] + (place - below) * (values[below + 1] - values[below])
}
