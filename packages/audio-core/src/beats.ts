import type { OnsetEnvelope } from './onset-strength.ts'

/** How much a beat off the tempo costs beside a missed onset (Ellis's alpha). */
const TIGHTNESS = 100
/** Kick and bass mark the beat where hi-hats and chords mark the time between (disco, reggae). */
const LOW_WEIGHT = 1

/**
 * When the beats fall, in seconds, by dynamic programming over the onsets: each beat gains its onset and loses the
 * squared logarithm by which its distance from the one before differs from the tempo's (Ellis 2007, "Beat Tracking by
 * Dynamic Programming"). Onsets of the bass count once
 * more, unlike there. The tempo may waver, not double. From the first beat that sounds to the last.
 */
export function beatTimes({ strength, low, framesPerSecond }: OnsetEnvelope, { bpm }: { bpm: number }): Float64Array {
  const period = (60 * framesPerSecond) / bpm
  const [all, kick] = [normalised(strength), normalised(low)]
  const onsets = smoothed(
    all.map((value, i) => value + LOW_WEIGHT * kick[i]),
    period,
  )
  const { score, before } = bestChains(onsets, period)
  let beat = lastBeat(score)
  const frames: number[] = []
  for (; beat >= 0; beat = before[beat]) frames.push(beat)
  return Float64Array.from(withoutSilentEnds(frames.reverse(), onsets), (frame) => frame / framesPerSecond)
}

/** The best sum of a chain of beats that ends at each frame, and the beat before in it; -1 where the chain starts. */
function bestChains(onsets: Float32Array, period: number): { score: Float64Array; before: Int32Array } {
  const nearest = Math.max(1, Math.round(period / 2))
  const farthest = Math.round(2 * period)
  const costs = Float64Array.from({ length: farthest - nearest + 1 }, (_, i) => {
    return TIGHTNESS * Math.log((nearest + i) / period) ** 2
  })
  const score = new Float64Array(onsets.length)
  const before = new Int32Array(onsets.length).fill(-1)
  const threshold = 0.01 * largest(onsets)
  let started = false
  for (let frame = 0; frame < onsets.length; frame++) {
    let best = Number.NEGATIVE_INFINITY
    let from = -1
    for (let i = 0; i < costs.length && nearest + i <= frame; i++) {
      const candidate = score[frame - nearest - i] - costs[i]
      if (candidate > best) {
        best = candidate
        from = frame - nearest - i
      }
    }
    started ||= onsets[frame] >= threshold
    score[frame] = onsets[frame] + (from >= 0 ? best : 0)
    if (started && from >= 0) before[frame] = from
  }
  return { score, before }
}

/** The last local maximum of the score that reaches half of their median. */
function lastBeat(score: Float64Array): number {
  const isPeak = (i: number) => score[i] > (score[i - 1] ?? 0) && score[i] >= (score[i + 1] ?? 0)
  const peaks = Array.from(score.keys()).filter(isPeak)
  const half = peaks.map((i) => score[i]).sort((a, b) => a - b)[Math.floor(peaks.length / 2)] / 2
  return peaks.findLast((i) => score[i] >= half) ?? -1
}

function withoutSilentEnds(frames: number[], onsets: Float32Array): number[] {
  const power = frames.reduce((sum, frame) => sum + onsets[frame] ** 2, 0) / Math.max(1, frames.length)
  const sounds = (frame: number) => onsets[frame] > 0.5 * Math.sqrt(power)
  return frames.slice(frames.findIndex(sounds), frames.findLastIndex(sounds) + 1)
}

function normalised(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return values.map((value) => value / (deviation || 1))
}

/** By a Gaussian of a thirty-second of a period. */
function smoothed(values: Float32Array, period: number): Float32Array {
  const { exp } = Math
  const reach = Math.round(period)
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => exp(-0.5 * (((i - reach) * 32) / period) ** 2))
  const first = weights.findIndex((weight) => weight > 1e-4)
  const result = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let sum = 0
    for (let k = first; k < weights.length - first; k++) sum += weights[k] * (values[i + k - reach] ?? 0)
    result[i] = sum
  }
  return result
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => (value > most ? value : most), 0)
}
