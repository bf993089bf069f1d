import { expect, test } from '@jest/globals'
import { findLine } from './melodic-line.ts'

const C_MAJOR = [0, 2, 4, 5, 7, 9, 11]
const C = [0, 4, 7]
const note = (target: number, direction: number, strong: boolean) => ({
  target,
  direction,
  strong,
  resting: C,
  passing: C_MAJOR,
})

test('a rising contour from the root becomes a scale whose strong notes are chord tones', () => {
  const wanted = [note(60, 0, true), note(62, 1, false), note(64, 1, true), note(65, 1, false), note(67, 1, true)]
  expect(findLine(wanted, undefined, { low: 55, high: 79 })).toEqual([60, 62, 64, 65, 67])
})

test('a strong note that aims beside the chord lands on it', () => {
  expect(findLine([note(65.8, 0, true)], undefined, { low: 55, high: 79 })).toEqual([67])
})
