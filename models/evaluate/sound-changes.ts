import { addNoise } from '@segue/audio-core/augment/add-noise'
import { changeGain } from '@segue/audio-core/augment/change-gain'
import { codecRoundTrip } from '@segue/audio-core/augment/codec-round-trip'
import { shiftPitch } from '@segue/audio-core/augment/shift-pitch'
import { createRandom } from '../train/random.ts'
import { encodeMp3 } from './encode-mp3.ts'

export type SoundChange = {
  name: string
  /** What the changed sound's embedding is compared with: that of the whole sound, or of another change. */
  comparedWith: string | null
  change(samples: Float32Array, sampleRateHz: number): Promise<Float32Array> | Float32Array
}

const PART_SECONDS = 20
const FIRST_PART = `its first ${PART_SECONDS} s`

/** What a recording may go through without becoming other music. */
export const SOUND_CHANGES: readonly SoundChange[] = [
  {
    name: '64 kbit/s mp3',
    comparedWith: null,
    change: (samples, sampleRateHz) =>
      codecRoundTrip(samples, {
        sampleRateHz,
        encode: (sound) => encodeMp3(sound, { sampleRateHz, kilobitsPerSecond: 64 }),
      }),
  },
  { name: '12 dB quieter', comparedWith: null, change: (samples) => changeGain(samples, { gainDb: -12 }) },
  {
    name: 'white noise 20 dB below',
    comparedWith: null,
    change: (samples) => addNoise(samples, { snrDb: 20 }, createRandom(samples.length)),
  },
  {
    name: 'a semitone up',
    comparedWith: null,
    change: (samples, sampleRateHz) => shiftPitch(samples, { sampleRateHz, semitones: 1 }),
  },
  {
    name: 'a semitone down',
    comparedWith: null,
    change: (samples, sampleRateHz) => shiftPitch(samples, { sampleRateHz, semitones: -1 }),
  },
  {
    name: FIRST_PART,
    comparedWith: null,
    change: (samples, sampleRateHz) => samples.subarray(0, partLength(samples, sampleRateHz)),
  },
  {
    name: `its last ${PART_SECONDS} s`,
    comparedWith: FIRST_PART,
    change: (samples, sampleRateHz) => samples.subarray(samples.length - partLength(samples, sampleRateHz)),
  },
]

/** So long that first and last part have nothing in common. */
function partLength({ length }: Float32Array, sampleRateHz: number): number {
  return Math.min(PART_SECONDS * sampleRateHz, Math.floor(length / 2))
}
