import { expect, test } from '@jest/globals'
import { parseChord, UnknownChord } from './chord.ts'

const C = 0
const A = 9

test('Roman numerals name the chords of a key', () => {
  expect(parseChord('V7', C).tones).toEqual([7, 11, 2, 5])
  expect(parseChord('ii9', C).tones).toEqual([2, 5, 9, 0, 4])
  expect(parseChord('bVImaj7', A).tones).toEqual([5, 9, 0, 4])
  expect(parseChord('#ivdim7', C).tones).toEqual([6, 9, 0, 3])
})

test('an inversion puts another tone into the bass', () => {
  expect(parseChord('I/3', C)).toMatchObject({ root: 0, bass: 4 })
})

test('a chord that the notation does not know is refused', () => {
  expect(() => parseChord('Hm', C)).toThrow(UnknownChord)
  expect(() => parseChord('Iwrong', C)).toThrow(UnknownChord)
})
