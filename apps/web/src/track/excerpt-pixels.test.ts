import { expect, test } from '@jest/globals'
import { excerptPixels } from './excerpt-pixels.ts'

function picture(frames: number, bands: number, values: number[]) {
  return { frames, bands, values: btoa(String.fromCharCode(...values)) }
}

// two frames of three bands: the loudest place is the lowest band of the second frame
const spectrogram = picture(2, 3, [0, 0, 0, 255, 0, 0])
const pixel = (rgba: Uint8ClampedArray, at: number) => [...rgba.subarray(at * 4, at * 4 + 3)]
const brightness = (rgba: Uint8ClampedArray, at: number) => pixel(rgba, at).reduce((sum, value) => sum + value, 0)

test('time goes to the right and low pitches lie at the bottom', () => {
  const { width, height, rgba } = excerptPixels(spectrogram, undefined)
  expect([width, height]).toEqual([2, 3])
  const brightest = Array.from({ length: 6 }, (_, at) => brightness(rgba, at))
  expect(brightest.indexOf(Math.max(...brightest))).toBe(5)
})

test('what is hot glows red, and what is not steps back', () => {
  const even = picture(2, 3, [160, 160, 160, 160, 160, 160])
  const without = excerptPixels(even, undefined).rgba
  // only the highest band of the first frame speaks for the genre
  const { rgba } = excerptPixels(even, picture(2, 3, [0, 0, 255, 0, 0, 0]))
  expect(brightness(rgba, 5)).toBeLessThan(brightness(without, 5))
  const redness = ([red, , blue]: number[]) => red - blue
  expect(redness(pixel(rgba, 0))).toBeGreaterThan(80)
  expect(redness(pixel(rgba, 5))).toBeLessThan(0)
})
