import { createKWeightedEnergy } from './k-weighting.ts'
import type { Pcm } from './pcm.ts'
import { createTruePeakMeter } from './true-peak.ts'

export interface Loudness {
  /** Gated programme loudness, LUFS; -Infinity for silence and for less than 400 ms. */
  integratedLufs: number
  /** Loudness range by EBU Tech 3342, LU. */
  rangeLu: number
  /** The loudest 400 ms, LUFS; -Infinity for silence and for less. */
  maxMomentaryLufs: number
  /** The loudest 3 s, LUFS; -Infinity for silence and for less. */
  maxShortTermLufs: number
  /** Largest value of the reconstructed signal (oversampled four times), dBTP; -Infinity for silence. */
  truePeakDb: number
}

const ABSOLUTE_GATE_LUFS = -70
const RELATIVE_GATE_LU = -10
const RANGE_GATE_LU = -20
/** Surround channels count 1.5 dB more and the low-frequency channel not at all (orders L R C Ls Rs and L R C LFE Ls Rs). */
const CHANNEL_WEIGHTS: Record<number, number[]> = { 5: [1, 1, 1, 1.41, 1.41], 6: [1, 1, 1, 0, 1.41, 1.41] }

const STEPS_PER_SECOND = 50
const MOMENTARY = 0.4 * STEPS_PER_SECOND
const SHORT_TERM = 3 * STEPS_PER_SECOND
/** Gated blocks begin every 100 ms; the loudest stretch is looked for at every step. */
const BLOCK_HOP = 0.1 * STEPS_PER_SECOND

/** EBU R 128 loudness, by ITU-R BS.1770-4, in pieces: memory grows by half a kilobyte a second. */
export interface LoudnessMeter {
  push(pcm: Pcm): void
  result(): Loudness
}

export function measureLoudness(pcm: Pcm): Loudness {
  const meter = createLoudnessMeter({ sampleRateHz: pcm.sampleRateHz, channels: pcm.channels.length })
  meter.push(pcm)
  return meter.result()
}

export function createLoudnessMeter({
  sampleRateHz,
  channels,
}: {
  sampleRateHz: number
  channels: number
}): LoudnessMeter {
  const stepSamples = Math.round(sampleRateHz / STEPS_PER_SECOND)
  const weights = CHANNEL_WEIGHTS[channels] ?? new Array<number>(channels).fill(1)
  const filter = createKWeightedEnergy({ sampleRateHz, channels, stepSamples })
  const peaks = weights.map(() => createTruePeakMeter({ sampleRateHz }))
  /** Mean weighted power of each 20 ms. */
  const steps: number[] = []

  function addStep(energies: Float64Array): void {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += weights[channel] * energies[channel]
    steps.push(sum / stepSamples)
  }

  return {
    push(pcm) {
      for (const [channel, samples] of pcm.channels.entries()) peaks[channel].push(samples)
      filter.push(pcm.channels, addStep)
    },
    result() {
      return {
        integratedLufs: integrated(slidingMeans(steps, { length: MOMENTARY, hop: BLOCK_HOP })),
        rangeLu: range(slidingMeans(steps, { length: SHORT_TERM, hop: BLOCK_HOP })),
        maxMomentaryLufs: loudest(slidingMeans(steps, { length: MOMENTARY, hop: 1 })),
        maxShortTermLufs: loudest(slidingMeans(steps, { length: SHORT_TERM, hop: 1 })),
        truePeakDb: 20 * Math.log10(Math.max(...peaks.map((peak) => peak.result()))),
      }
    },
  }
}

/** Mean power of every whole stretch of `length` steps, each beginning `hop` steps after the last. */
function slidingMeans(steps: number[], { length, hop }: { length: number; hop: number }): number[] {
  const sums = new Float64Array(steps.length + 1)
  for (const [i, power] of steps.entries()) sums[i + 1] = sums[i] + power
  const means: number[] = []
  for (let from = 0; from + length <= steps.length; from += hop) {
    // of silence after sound the difference may be a rounding error below zero
    means.push(Math.max(0, sums[from + length] - sums[from]) / length)
  }
  return means
}

function loudest(blocks: number[]): number {
  return toLufs(blocks.reduce((most, power) => Math.max(most, power), 0))
}

function toLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function integrated(blocks: number[]): number {
  const audible = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS)
  const gate = toLufs(mean(audible)) + RELATIVE_GATE_LU
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)))
}

/** The spread between the 10th and the 95th percentile of short-term loudness. */
function range(blocks: number[]): number {
  const audible = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS)
  const gate = toLufs(mean(audible)) + RANGE_GATE_LU
  const levels = audible.map(toLufs).filter((lufs) => lufs > gate)
  if (levels.length === 0) return 0
  levels.sort((a, b) => a - b)
  const at = (share: number) => levels[Math.round(share * (levels.length - 1))]
  return at(0.95) - at(0.1)
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
