import { expect, test } from '@jest/globals'
import { byteGrid } from './byte-grid.ts'
import { heatFocus } from './heat-focus.ts'

function map(isHot: (frame: number, band: number) => boolean) {
  const values = Float32Array.from({ length: 32 * 16 }, (_, i) => (isHot(Math.floor(i / 16), i % 16) ? 1 : 0))
  const size = { frames: 32, bands: 16 }
  return byteGrid(values, { from: size, to: size, range: [0, 1] })
}

test('the focus is the fewest neighbouring frames and bands that hold 60 % of the heat', () => {
  const focus = heatFocus(map((frame, band) => frame >= 8 && frame < 18 && band >= 10 && band < 15))
  // 6 of the 10 hot frames, 3 of the 5 hot bands
  expect(focus).toEqual({ frames: [8 / 32, 14 / 32], bands: [10 / 16, 13 / 16] })
})

test('of two hot places, the hotter one is named', () => {
  const focus = heatFocus(map((frame, band) => band === 2 && (frame < 2 || (frame >= 20 && frame < 30))))
  expect(focus!.frames[0]).toBeGreaterThanOrEqual(20 / 32)
  expect(focus!.bands).toEqual([2 / 16, 3 / 16])
})

test('heat that lies all over, or nowhere, has no focus', () => {
  expect(heatFocus(map(() => true))).toBeUndefined()
  expect(heatFocus(map(() => false))).toBeUndefined()
})

test('a smaller picture has the mean of what falls into each cell, within its range', () => {
  const matrix = Float32Array.from([-80, -40, 0, 0, -80, -40, -20, 10])
  const grid = byteGrid(matrix, {
    from: { frames: 2, bands: 4 },
    to: { frames: 1, bands: 2 },
    range: [-80, 0],
  })
  expect(grid).toEqual({ frames: 1, bands: 2, values: Uint8Array.from([64, 247]) })
})
