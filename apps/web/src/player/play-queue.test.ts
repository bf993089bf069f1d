import { expect, test } from '@jest/globals'
import type { TrackSummary } from '../track/track-summary.ts'
import {
  addChosen,
  emptyQueue,
  followFeed,
  jumpTo,
  type PlayQueue,
  type QueueEntry,
  shuffleUpcoming,
  startWith,
  toNext,
  toPrevious,
} from './play-queue.ts'

const chosen = (id: string): QueueEntry => entry(id, false)
const fromFeed = (id: string): QueueEntry => entry(id, true)

function entry(id: string, isFromFeed: boolean): QueueEntry {
  return { key: id, track: { id } as TrackSummary, encounter: { context: 'FEED' }, isFromFeed }
}

function ids({ past, current, upcoming }: PlayQueue) {
  return [past.map((one) => one.key).join(''), current?.key ?? '-', upcoming.map((one) => one.key).join('')]
}

const album = startWith(emptyQueue, [chosen('a'), chosen('b'), chosen('c')])

test('an album plays in order, and its end leaves nothing playing', () => {
  expect(ids(album)).toEqual(['', 'a', 'bc'])
  expect(ids(toNext(toNext(toNext(album))))).toEqual(['abc', '-', ''])
})

test('going back and forth meets the same tracks', () => {
  expect(ids(toPrevious(toNext(album)))).toEqual(ids(album))
  expect(ids(toPrevious(album))).toEqual(ids(album))
})

test('choosing a later track leaves out those between', () => {
  expect(ids(jumpTo(album, 'c'))).toEqual(['a', 'c', ''])
})

test('an added track comes after what was chosen and before what only keeps the music going', () => {
  const queue = { ...album, upcoming: [chosen('b'), fromFeed('x')] }
  expect(ids(addChosen(queue, chosen('n')))).toEqual(['', 'a', 'bnx'])
})

test('a changed feed replaces what came from the feed, never what plays or was chosen', () => {
  const queue = { past: [chosen('p')], current: fromFeed('a'), upcoming: [chosen('b'), fromFeed('x'), fromFeed('y')] }
  const changed = followFeed(queue, ['a', 'p', 'z', 'b', 'y', 'w'].map(fromFeed), 2)
  expect(ids(changed)).toEqual(['p', 'a', 'bzy'])
})

test('shuffling changes the order and keeps every track', () => {
  const queue = startWith(emptyQueue, [...'0123456789'].map(chosen))
  const shuffled = ids(shuffleUpcoming(queue, () => 0))[2]
  expect([...shuffled].sort().join('')).toBe('123456789')
  expect(shuffled).not.toBe('123456789')
})
