import { expect, test } from '@jest/globals'
import { FMA_FEATURE_NAMES, fmaFeatures } from '@segue/audio-core/fma-features'
import { RATE_HZ, readFloats, readInput, SOUNDS } from './read-golden.ts'

/** What is smaller counts as zero: no feature's values are all as small as this. */
const ZERO = 1e-6

test.each(SOUNDS)('each of the 518 numbers about the %s is within one per cent of librosa’s', (sound) => {
  const ours = fmaFeatures(readInput(sound), { sampleRateHz: RATE_HZ })
  const librosa = readFloats(`fma/${sound}.f32`)
  expect(ours.length).toBe(518)
  const apart = FMA_FEATURE_NAMES.flatMap((name, i) => {
    const error = Math.abs(ours[i] - librosa[i]) / Math.max(Math.abs(librosa[i]), ZERO)
    return error <= 0.01 ? [] : [`${name}: ${ours[i]}, librosa ${librosa[i]}`]
  })
  expect(apart).toEqual([])
})
