import { expect, test } from '@jest/globals'
import { evenSegments } from './even-segments.ts'

test('segments reach from the very start to the very end of a long track', () => {
  expect(evenSegments({ total: 1000, length: 100, count: 4 })).toEqual([0, 300, 600, 900])
})

test('a track for fewer segments gets those that fit', () => {
  expect(evenSegments({ total: 250, length: 100, count: 4 })).toEqual([0, 150])
})

test('one segment comes from the middle, and a track that is too short starts at 0', () => {
  expect(evenSegments({ total: 180, length: 100, count: 4 })).toEqual([40])
  expect(evenSegments({ total: 50, length: 100, count: 4 })).toEqual([0])
})
