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
  const without = excerptPixels(spectrogram, undefined).rgba
  const coldLow = excerptPixels(spectrogram, picture(2, 3, [0, 0, 255, 0, 0, 0])).rgba
  expect(brightness(coldLow, 5)).toBeLessThan(brightness(without, 5))
  const [red, , blue] = pixel(coldLow, 0)
  expect(red).toBeGreaterThan(blue + 40)
})
