import { expect, test } from '@jest/globals'
import { parseChord } from './chord.ts'
import { voiceChord } from './voicing.ts'

const range = { low: 52, high: 72, voices: 3 }

test('common tones stay and the others move by step from C to A minor', () => {
  const first = voiceChord(parseChord('I', 0), [], range)
  const second = voiceChord(parseChord('vi', 0), first, range)
  const moved = second.map((pitch, i) => Math.abs(pitch - first[i])).sort()
  expect(moved).toEqual([0, 0, 2])
})

test('a ninth chord in four voices leaves the root to the bass', () => {
  const voicing = voiceChord(parseChord('V9', 0), [], { ...range, voices: 4 })
  expect(voicing.map((pitch) => pitch % 12).sort((a, b) => a - b)).toEqual([2, 5, 9, 11])
})
