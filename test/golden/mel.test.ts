import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { powerToDb } from '@segue/audio-core/decibels'
import { createMelSpectrogram, plainMelSpectrogram } from '@segue/audio-core/mel'

const BANDS = 128
const PLAN = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: BANDS }

test.each(['tone', 'chirp', 'noise', 'clicks'])(
  'the mel-spectrogram of the %s agrees with librosa within 0.01 dB, with vectors and without',
  (name) => {
    const librosa = readFloats(`${name}.power-db.f32`)
    for (const melSpectrogram of [createMelSpectrogram(PLAN), plainMelSpectrogram(PLAN)]) {
      const ours = powerToDb(melSpectrogram(readFloats(`${name}.input.f32`)), { ref: 'max', topDb: null })
      expect(ours.length).toBe(librosa.length)
      expect(largestDifference(ours, librosa)).toBeLessThanOrEqual(0.01)
    }
  },
)

/** In dB, where librosa's value is above -60. Ours is one row a frame, librosa's one row a band. */
function largestDifference(ours: Float32Array, librosa: Float32Array): number {
  const frames = librosa.length / BANDS
  let largest = 0
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) {
      const expected = librosa[band * frames + frame]
      if (expected > -60) largest = Math.max(largest, Math.abs(ours[frame * BANDS + band] - expected))
    }
  }
  return largest
}

function readFloats(name: string): Float32Array {
  const bytes = readFileSync(join(import.meta.dirname, 'mel', name))
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
