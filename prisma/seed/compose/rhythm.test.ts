import { expect, test } from '@jest/globals'
import { parseRhythm } from './rhythm.ts'

test('a drawn rhythm becomes strokes with places, lengths and strengths', () => {
  const { bars, strokes } = parseRhythm('X-.o|..x-', 4)
  expect(bars).toBe(2)
  expect(strokes.map(({ beat, beats }) => [beat, beats])).toEqual([
    [0, 2],
    [3, 1],
    [6, 2],
  ])
  expect(strokes[0].velocity).toBeGreaterThan(strokes[2].velocity)
  expect(strokes[2].velocity).toBeGreaterThan(strokes[1].velocity)
})
