import { expect, test } from '@jest/globals'
import { hpssMasks } from '@segue/audio-core/hpss-masks'
import { readFloats } from './read-golden.ts'

const BINS = 65

test('the masks of harmonic and percussive separation are librosa’s', () => {
  const masks = hpssMasks(readFloats('hpss/magnitude.f32'), { bins: BINS })
  for (const part of ['harmonic', 'percussive'] as const) {
    const librosa = readFloats(`hpss/${part}-mask.f32`)
    expect(masks[part].length).toBe(librosa.length)
    const furthest = librosa.reduce((most, value, i) => Math.max(most, Math.abs(value - masks[part][i])), 0)
    expect(furthest).toBeLessThan(1e-6)
  }
})
