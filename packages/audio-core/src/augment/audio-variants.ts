import { createTempoEstimator } from '../tempo.ts'
import { addBeat } from './add-beat.ts'
import { addNoise } from './add-noise.ts'
import { changeGain } from './change-gain.ts'
import { changeTempo } from './change-tempo.ts'
import { codecRoundTrip, type Encode } from './codec-round-trip.ts'
import type { Random } from './random.ts'
import { rebalance } from './rebalance.ts'
import { remix } from './remix.ts'
import { shiftPitch } from './shift-pitch.ts'
import { stretchTime } from './stretch-time.ts'

export interface AudioVariantsOptions {
  sampleRateHz: number
  /** How many variants. */
  count: number
  /** Clips with the same label, one of which may be played along. */
  partners?: readonly Float32Array[]
  /** A lossy encoder; without it no variant goes through a codec. */
  encode?: Encode
}

type Change = (
  samples: Float32Array,
  options: AudioVariantsOptions,
  random: Random,
) => Float32Array | Promise<Float32Array>

/**
 * Other recordings that one clip could have been, for training: each variant is changed in pitch or speed, or in the
 * balance of drums and sustained sound, or by a drum loop, or by a second clip, then in level, by noise and by a codec,
 * each by chance and within what leaves the genre as it is. The same `random` gives the same variants.
 * @throws AudioError where the encoder's bytes cannot be decoded
 */
export async function audioVariants(
  samples: Float32Array,
  options: AudioVariantsOptions,
  random: Random,
): Promise<Float32Array[]> {
  const variants: Float32Array[] = []
  for (let i = 0; i < options.count; i++) {
    let variant = samples
    for (const change of drawChanges(options, random)) variant = await change(variant, options, random)
    variants.push(variant)
  }
  return variants
}

/** One or two changes of what is played, and some of how it was recorded. */
function drawChanges({ partners = [], encode }: AudioVariantsOptions, random: Random): Change[] {
  const played = [
    otherPitch,
    otherSpeed,
    otherTempo,
    otherBalance,
    withBeat,
    ...(partners.length > 0 ? [withPartner] : []),
  ]
  const first = pick(played, random)
  const second = pick(played, random)
  return [
    first,
    ...(second !== first && random() < 0.5 ? [second] : []),
    otherLevel,
    ...(random() < 0.3 ? [withNoise] : []),
    ...(encode && random() < 0.3 ? [throughCodec] : []),
  ]
}

const otherPitch: Change = (samples, { sampleRateHz }, random) =>
  shiftPitch(samples, { sampleRateHz, semitones: between(-2, 2, random) })

const otherSpeed: Change = (samples, _, random) => stretchTime(samples, { rate: between(0.88, 1.14, random) })

const otherTempo: Change = (samples, { sampleRateHz }, random) =>
  changeTempo(samples, { sampleRateHz, rate: between(0.88, 1.14, random) })

const otherBalance: Change = (samples, _, random) =>
  rebalance(samples, { harmonicDb: between(-6, 3, random), percussiveDb: between(-6, 6, random) })

const withBeat: Change = (samples, { sampleRateHz }, random) => {
  const estimator = createTempoEstimator({ sampleRateHz })
  estimator.push(samples)
  const { beatTimes } = estimator.result()
  return addBeat(samples, { sampleRateHz, beatTimes, levelDb: between(-15, -6, random) }, random)
}

const withPartner: Change = (samples, { partners = [] }, random) =>
  remix(samples, pick(partners, random), { balance: between(0.1, 0.4, random) })

const otherLevel: Change = (samples, _, random) => changeGain(samples, { gainDb: between(-6, 3, random) })

const withNoise: Change = (samples, _, random) =>
  addNoise(samples, { snrDb: between(20, 45, random), colour: random() < 0.5 ? 'pink' : 'white' }, random)

const throughCodec: Change = (samples, { sampleRateHz, encode }) =>
  encode ? codecRoundTrip(samples, { sampleRateHz, encode }) : samples

function between(low: number, high: number, random: Random): number {
  return low + (high - low) * random()
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)]
}
