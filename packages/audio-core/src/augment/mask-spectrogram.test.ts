import { expect, test } from '@jest/globals'
import { seededRandom } from '../../fixtures/seeded-random.ts'
import { maskSpectrogram } from './mask-spectrogram.ts'

const BANDS = 16
const FRAMES = 40

/** No two values alike, and none the mean. */
function ramp(): Float32Array {
  return Float32Array.from({ length: FRAMES * BANDS }, (_, i) => i)
}

test.each([
  ['frames', { frameMasks: 1, longestFrames: 7, bandMasks: 0, longestBands: 0 }],
  ['bands', { frameMasks: 0, longestFrames: 0, bandMasks: 1, longestBands: 5 }],
] as const)('whole %s are hidden, next to each other and no more than allowed', (axis, masks) => {
  const mean = (FRAMES * BANDS - 1) / 2
  const lengths = Array.from({ length: 200 }, (_, seed) => {
    const spectrogram = ramp()
    maskSpectrogram(spectrogram, { bands: BANDS, ...masks }, seededRandom(seed))
    const hidden = new Set<number>()
    for (const [i, value] of spectrogram.entries()) {
      if (value === i) continue
      expect(value).toBeCloseTo(mean, 3)
      hidden.add(axis === 'frames' ? Math.floor(i / BANDS) : i % BANDS)
    }
    const places = [...hidden].sort((a, b) => a - b)
    if (places.length > 0) expect(places.at(-1)! - places[0]).toBe(places.length - 1)
    expect(spectrogram.filter((value, i) => value !== i).length).toBe(
      places.length * (axis === 'frames' ? BANDS : FRAMES),
    )
    return places.length
  })
  const longest = axis === 'frames' ? masks.longestFrames : masks.longestBands
  expect([...new Set(lengths)].sort((a, b) => a - b)).toEqual(Array.from({ length: longest + 1 }, (_, i) => i))
})
