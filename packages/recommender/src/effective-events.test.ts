import { expect, test } from '@jest/globals'
import { effectiveEvents } from './effective-events.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { listenerState } from './listener-state.ts'
import { tasteDigest } from './taste-digest.ts'

const at = (id: string, atMs: number, trackId = 'song') => ({ id, trackId, atMs })
const like = (id: string, atMs: number): FeedbackEvent => ({ ...at(id, atMs), type: 'LIKE' })
const undo = (id: string, atMs: number, undoesEventId: string): FeedbackEvent => ({
  ...at(id, atMs),
  type: 'UNDO',
  undoesEventId,
})
const ids = (log: FeedbackEvent[]) => effectiveEvents(log).map(({ id }) => id)

test('an undo takes back exactly the event that it names', () => {
  const skips: FeedbackEvent[] = [
    { ...at('first', 1), type: 'SKIP' },
    { ...at('second', 2), type: 'SKIP' },
  ]
  expect(ids([...skips, undo('u', 3, 'second')])).toEqual(['first'])
})

test('undoing an undo brings the event back, and undoing that takes it away again', () => {
  const log = [like('l', 1), undo('u1', 2, 'l'), undo('u2', 3, 'u1')]
  expect(ids(log)).toEqual(['l'])
  expect(ids([...log, undo('u3', 4, 'u2')])).toEqual([])
})

test('two undos of one event are no more than one, and undos in a circle change nothing else', () => {
  expect(ids([like('l', 1), undo('u1', 2, 'l'), undo('u2', 3, 'l')])).toEqual([])
  expect(ids([like('l', 1), undo('a', 2, 'b'), undo('b', 3, 'a')])).toEqual(['l'])
})

test('of like and dislike the later counts, and taking the dislike back returns to the like', () => {
  const log: FeedbackEvent[] = [like('l', 1), { ...at('d', 2), type: 'DISLIKE' }]
  expect(ids(log)).toEqual(['d'])
  expect(ids([...log, { ...at('x', 3), type: 'UNDISLIKE' }])).toEqual(['l'])
})

test('unlike, unrate and undislike leave no trace in the taste', () => {
  const log: FeedbackEvent[] = [
    like('l', 1),
    { ...at('x', 2), type: 'UNLIKE' },
    { ...at('r', 3), type: 'RATE', rating: 5 },
    { ...at('y', 4), type: 'UNRATE' },
    { ...at('d', 5), type: 'DISLIKE' },
    { ...at('z', 6), type: 'UNDISLIKE' },
  ]
  expect(effectiveEvents(log)).toEqual([])
  expect(tasteDigest(effectiveEvents(log))).toBe(tasteDigest([]))
})

test('only the last rating counts', () => {
  const log: FeedbackEvent[] = [
    { ...at('a', 1), type: 'RATE', rating: 5 },
    { ...at('b', 2), type: 'RATE', rating: 1 },
  ]
  expect(listenerState(effectiveEvents(log)).get('song')).toMatchObject({ rating: 1, liked: false })
})

test('what was heard in private never counts, but an undo in private does', () => {
  expect(ids([{ ...like('l', 1), isPrivate: true }])).toEqual([])
  expect(ids([like('l', 1), { ...undo('u', 2, 'l'), isPrivate: true }])).toEqual([])
})

test('events are put in the order of their time, whatever order they arrive in', () => {
  expect(
    ids([
      { ...at('d', 2), type: 'PLAY' },
      { ...at('c', 1), type: 'PLAY' },
    ]),
  ).toEqual(['c', 'd'])
})
