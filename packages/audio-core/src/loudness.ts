import { createKWeightedEnergy } from './k-weighting.ts'
import { type Pcm, sampleCount } from './pcm.ts'
import { createTruePeakMeter } from './true-peak.ts'

export interface Loudness {
  /** Gated programme loudness, LUFS; -Infinity for silence and for less than 400 ms. */
  integratedLufs: number
  /** Loudness range by EBU Tech 3342, LU. */
  rangeLu: number
  /** Largest value of the reconstructed signal (oversampled four times), dBTP; -Infinity for silence. */
  truePeakDb: number
}

const ABSOLUTE_GATE_LUFS = -70
const RELATIVE_GATE_LU = -10
const RANGE_GATE_LU = -20
/** Surround channels count 1.5 dB more and the low-frequency channel not at all (5.1 order L R C LFE Ls Rs). */
const CHANNEL_WEIGHTS_5_1 = [1, 1, 1, 0, 1.41, 1.41]

/** EBU R 128 loudness, by ITU-R BS.1770-4, in pieces: memory grows with 24 bytes a second. */
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
  const stepSamples = Math.round(sampleRateHz / 10)
  const weights = channels === 6 ? CHANNEL_WEIGHTS_5_1 : new Array<number>(channels).fill(1)
  const filter = createKWeightedEnergy({ sampleRateHz, channels })
  const peaks = weights.map(() => createTruePeakMeter({ sampleRateHz }))
  /** Weighted sum of squares of each 100 ms. */
  const steps: number[] = []
  let open = 0
  let openSamples = 0

  return {
    push(pcm) {
      for (const [channel, samples] of pcm.channels.entries()) peaks[channel].push(samples)
      const count = sampleCount(pcm)
      for (let from = 0; from < count; ) {
        const end = Math.min(count, from + stepSamples - openSamples)
        for (const [channel, energy] of filter.measure(pcm.channels, { from, end }).entries())
          open += weights[channel] * energy
        openSamples += end - from
        from = end
        if (openSamples < stepSamples) continue
        steps.push(open / stepSamples)
        open = 0
        openSamples = 0
      }
    },
    result() {
      return {
        integratedLufs: integrated(slidingMeans(steps, 4)),
        rangeLu: range(slidingMeans(steps, 30)),
        truePeakDb: 20 * Math.log10(Math.max(...peaks.map((peak) => peak.result()))),
      }
    },
  }
}

/** Mean power of every stretch of `length` steps, each beginning one step after the last. */
function slidingMeans(steps: number[], length: number): number[] {
  const means: number[] = []
  for (let from = 0; from + length <= steps.length; from++) {
    let sum = 0
    for (let i = from; i < from + length; i++) sum += steps[i]
    means.push(sum / length)
  }
  return means
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
