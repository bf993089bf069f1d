import { expect, test } from '@jest/globals'
import { reversalOf } from './reversal-of.ts'

const event = { clientEventId: 'event-1', trackId: 'track-1' }

test('likes and dislikes are taken back by their opposite', () => {
  expect(reversalOf({ ...event, type: 'LIKE' })).toEqual({ type: 'UNLIKE', trackId: 'track-1' })
  expect(reversalOf({ ...event, type: 'DISLIKE' })).toEqual({ type: 'UNDISLIKE', trackId: 'track-1' })
})

test('a changed rating goes back to the one before, a first one disappears', () => {
  const rated = { ...event, type: 'RATE', rating: 5 } as const
  expect(reversalOf(rated, { ratingBefore: 2 })).toEqual({ type: 'RATE', trackId: 'track-1', rating: 2 })
  expect(reversalOf(rated, { ratingBefore: null })).toEqual({ type: 'UNRATE', trackId: 'track-1' })
})

test('a skip is struck out by its own id', () => {
  expect(reversalOf({ ...event, type: 'SKIP' })).toEqual({ type: 'UNDO', undoes: 'event-1' })
})
