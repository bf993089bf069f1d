import { expect, test } from '@jest/globals'
import { powerToDb } from '@segue/audio-core/decibels'
import { createMelSpectrogram, melFilterbank, melOfSpectrogram, plainMelSpectrogram } from '@segue/audio-core/mel'
import { createSpectrogram } from '@segue/audio-core/spectrogram'
import { RATE_HZ, readFloats, readInput, SOUNDS } from './read-golden.ts'

const PLAN = { sampleRateHz: RATE_HZ, fftSize: 2048, hopLength: 512, bands: 128 }

test.each(SOUNDS)(
  'the mel-spectrogram of the %s agrees with librosa within 0.01 dB, with vectors, without and from a spectrogram',
  (sound) => {
    const librosa = readFloats(`mel/${sound}.f32`)
    const samples = readInput(sound)
    for (const melPower of [
      createMelSpectrogram(PLAN)(samples),
      plainMelSpectrogram(PLAN)(samples),
      melOfSpectrogram(createSpectrogram(PLAN)(samples), melFilterbank(PLAN)),
    ]) {
      expect(melPower.length).toBe(librosa.length)
      expect(largestDifference(powerToDb(melPower, { ref: 'max', topDb: null }), librosa)).toBeLessThanOrEqual(0.01)
    }
  },
)

/** In dB, where librosa's value is above -60. */
function largestDifference(ours: Float32Array, librosa: Float32Array): number {
  let largest = 0
  for (let i = 0; i < librosa.length; i++) {
    if (librosa[i] > -60) largest = Math.max(largest, Math.abs(ours[i] - librosa[i]))
  }
  return largest
}
