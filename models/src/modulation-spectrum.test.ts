import { expect, test } from '@jest/globals'
import { MODULATION_SPEEDS, modulationSpectrum } from './modulation-spectrum.ts'

const BANDS = 128
const FRAMES = 128
const WIDTH = 42

/** So many segments in which one pooled band swells so many times a segment, and all others stand still. */
function swelling({ band, times, segments }: { band: number; times: number; segments: number }): Float32Array {
  return Float32Array.from({ length: segments * FRAMES * BANDS }, (_, at) => {
    const frame = Math.floor(at / BANDS) % FRAMES
    const isIt = Math.floor((at % BANDS) / 3) === band
    return -40 + (isIt ? 10 * Math.sin((2 * Math.PI * times * frame) / FRAMES) : 0)
  })
}

test.each([
  [4, 10, 4],
  [20, 24, 6],
  [41, 50, 8],
])('band %i swelling %i times a segment is loudest there at speed %i', (band, times, speed) => {
  const spectrum = modulationSpectrum(swelling({ band, times, segments: 3 }), { bands: BANDS, segmentFrames: FRAMES })
  expect(spectrum).toHaveLength(MODULATION_SPEEDS * WIDTH)
  expect(spectrum.indexOf(Math.max(...spectrum))).toBe(speed * WIDTH + band)
  expect(spectrum[speed * WIDTH + ((band + 5) % WIDTH)]).toBeCloseTo(0, 3)
})

test('how long a track is does not matter', () => {
  const layout = { bands: BANDS, segmentFrames: FRAMES }
  const short = modulationSpectrum(swelling({ band: 7, times: 6, segments: 1 }), layout)
  const long = modulationSpectrum(swelling({ band: 7, times: 6, segments: 5 }), layout)
  for (const [i, value] of long.entries()) expect(value).toBeCloseTo(short[i], 4)
})
