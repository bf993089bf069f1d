import { expect, test } from '@jest/globals'
import { noticeStream } from './notice-stream.ts'

function source<T>() {
  const readers = new Set<(item: T) => void>()
  return {
    readers,
    publish: (item: T) => {
      for (const reader of readers) reader(item)
    },
    subscribe: (push: (item: T) => void) => {
      readers.add(push)
      return () => readers.delete(push)
    },
  }
}

test('a slow reader gets everything in order', async () => {
  const { publish, subscribe } = source<number>()
  const stream = noticeStream<number>(subscribe)
  for (const item of [1, 2, 3]) publish(item)
  expect([(await stream.next()).value, (await stream.next()).value, (await stream.next()).value]).toEqual([1, 2, 3])
})

test('a slow reader who only wants the latest skips the others', async () => {
  const { publish, subscribe } = source<number>()
  const stream = noticeStream<number>(subscribe, { latestOnly: true })
  for (const item of [1, 2, 3]) publish(item)
  expect((await stream.next()).value).toBe(3)
})

test('ending it while it waits answers at once and unsubscribes', async () => {
  const { readers, subscribe } = source<number>()
  const stream = noticeStream<number>(subscribe)
  const waiting = stream.next()
  await stream.return!()
  expect(await waiting).toEqual({ value: undefined, done: true })
  expect(readers.size).toBe(0)
})
