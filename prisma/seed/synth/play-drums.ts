import type { Random } from '../compose/random.ts'
import type { DrumPart } from '../compose/score.ts'
import type { DrumName } from './drum-name.ts'
import { renderDrum } from './drum-voice.ts'
import { cutHighs } from './filters.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import { createStereo, panGains, type Stereo } from './stereo.ts'

const PANS: Readonly<Partial<Record<DrumName, number>>> = {
  snare: -0.05,
  rim: -0.15,
  clap: 0.05,
  hat: 0.28,
  openHat: 0.28,
  ride: -0.35,
  crash: 0.3,
  tomHigh: 0.3,
  tomLow: -0.4,
  shaker: 0.5,
  clave: -0.45,
  cowbell: 0.35,
  conga: 0.4,
  congaLow: -0.3,
  tambourine: -0.5,
}
const VARIANTS = 3

/** Plays a drum part in stereo. Every drum is rendered a few times and then only mixed; soft strokes are duller too. */
export function playDrumHits(part: DrumPart, time: (beat: number) => number, random: Random, samples: number): Stereo {
  const out = createStereo(samples)
  const rendered = new Map<string, Float32Array>()
  const loose = (part.looseMs ?? 0) / 1000
  for (const [index, { beat, drum, velocity }] of part.hits.entries()) {
    const soft = velocity < 0.5 && drum !== 'kick'
    const key = `${drum} ${index % VARIANTS} ${soft}`
    let sound = rendered.get(key)
    if (!sound) {
      sound = renderDrum(part.kit[drum], index % VARIANTS)
      if (soft) cutHighs(sound, 6500)
      rendered.set(key, sound)
    }
    const late = drum === 'kick' ? 0 : (part.lateMs ?? 0) / 1000
    const at = Math.max(0, Math.round((time(beat) + late + loose * 0.5 * random.gauss()) * SAMPLE_RATE_HZ))
    const [l, r] = panGains(PANS[drum] ?? 0)
    const gain = velocity ** 1.3
    const end = Math.min(sound.length, samples - at)
    for (let i = 0; i < end; i++) {
      out.left[at + i] += gain * l * sound[i]
      out.right[at + i] += gain * r * sound[i]
    }
  }
  return out
}
