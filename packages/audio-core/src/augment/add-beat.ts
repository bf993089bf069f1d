import type { Random } from './random.ts'
import { signalPower } from './signal-power.ts'

export interface AddBeatOptions {
  sampleRateHz: number
  /** In seconds, as beats.ts finds them. */
  beatTimes: ArrayLike<number>
  /** Loudness of the drums relative to the sound's; 0 by default, which is clear to hear. */
  levelDb?: number
}

/**
 * The sound with a plain drum loop along its beats: kick on one and three, snare on two and four, hi-hat on every half
 * beat. Where the bar begins, and the sound of the drums, are drawn. No beats, or silence, leave it as it is.
 */
export function addBeat(
  samples: Float32Array,
  { sampleRateHz, beatTimes, levelDb = 0 }: AddBeatOptions,
  random: Random,
): Float32Array {
  const loop = new Float32Array(samples.length)
  const kit = drawKit(sampleRateHz, random)
  const firstBeat = Math.floor(random() * 4)
  for (let beat = 0; beat < beatTimes.length; beat++) {
    const time = beatTimes[beat]
    const next = beatTimes[beat + 1] ?? time + (time - (beatTimes[beat - 1] ?? time - 0.5))
    strike(loop, (firstBeat + beat) % 2 === 0 ? kit.kick : kit.snare, time * sampleRateHz)
    strike(loop, kit.hat, time * sampleRateHz)
    strike(loop, kit.hat, ((time + next) / 2) * sampleRateHz)
  }
  const scale = Math.sqrt((signalPower(samples) / (signalPower(loop) || 1)) * 10 ** (levelDb / 10))
  return samples.map((sample, i) => sample + scale * loop[i])
}

function drawKit(sampleRateHz: number, random: Random): Record<'kick' | 'snare' | 'hat', Float32Array> {
  const { exp, PI, sin } = Math
  const kickHz = 45 + 20 * random()
  const snareHz = 160 + 60 * random()
  const sound = (seconds: number, at: (time: number) => number) =>
    Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, i) => at(i / sampleRateHz))
  let before = 0
  return {
    // A pitch that falls from three times as high within some 30 ms.
    kick: sound(0.25, (t) => exp(-t / 0.08) * sin(2 * PI * kickHz * (t + 0.06 * (1 - exp(-t / 0.03))))),
    snare: sound(0.2, (t) => exp(-t / 0.06) * (0.7 * (random() - 0.5) + 0.3 * sin(2 * PI * snareHz * t))),
    // The difference of neighbours leaves the treble.
    hat: sound(0.06, (t) => {
      const noise = random() - 0.5
      const treble = noise - before
      before = noise
      return 0.25 * exp(-t / 0.015) * treble
    }),
  }
}

function strike(loop: Float32Array, drum: Float32Array, place: number): void {
  const start = Math.round(place)
  for (let i = Math.max(0, -start); i < drum.length && start + i < loop.length; i++) loop[start + i] += drum[i]
}
