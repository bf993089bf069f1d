import { expect, test } from '@jest/globals'
import type { UploadAnswer } from './upload-item.ts'
import { UploadQueue } from './upload-queue.ts'

/** An endpoint whose answers are given by hand. */
function house() {
  const open = new Map<string, { answer: (answer: UploadAnswer) => void; breakOff: () => void }>()
  let count = 0
  const queue = new UploadQueue({
    createId: () => String(++count),
    send: (file) =>
      new Promise((answer, breakOff) => {
        open.set(file.name, { answer, breakOff: () => breakOff(new Error('network')) })
      }),
  })
  const states = () => queue.items.map(({ state }) => state)
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { queue, open, states, settle }
}

const file = (name: string) => new File(['x'], name)

test('three files travel at once, and the next starts when one has arrived', async () => {
  const { queue, open, states, settle } = house()
  queue.add(['a', 'b', 'c', 'd'].map(file))
  expect(states()).toEqual(['sending', 'sending', 'sending', 'waiting'])
  open.get('b')?.answer({ fileName: 'b', state: 'STORED', trackId: 'track-b' })
  await settle()
  expect(states()).toEqual(['sending', 'analysing', 'sending', 'sending'])
})

test('a broken file says why, and the others go on', async () => {
  const { queue, open, states, settle } = house()
  queue.add(['bad', 'twice', 'good'].map(file))
  open.get('bad')?.answer({ fileName: 'bad', state: 'FAILED', error: { code: 'EMPTY', message: 'The file is empty.' } })
  open.get('twice')?.answer({ fileName: 'twice', state: 'DUPLICATE', trackId: 'track-1' })
  open.get('good')?.answer({ fileName: 'good', state: 'STORED', trackId: 'track-2' })
  await settle()
  queue.follow({ trackId: 'track-2', state: 'DONE' })
  expect(states()).toEqual(['failed', 'duplicate', 'done'])
  expect(queue.items[0].error).toBe('The file is empty.')
})

test('a file whose connection broke can be sent again', async () => {
  const { queue, open, states, settle } = house()
  queue.add([file('a')])
  open.get('a')?.breakOff()
  await settle()
  expect(states()).toEqual(['failed'])
  queue.retry(queue.items[0].id)
  open.get('a')?.answer({ fileName: 'a', state: 'STORED', trackId: 'track-a' })
  await settle()
  queue.follow({ trackId: 'track-a', state: 'FAILED', error: 'The file ends in the middle of a frame.' })
  expect(queue.items[0]).toMatchObject({ state: 'failed', error: 'The file ends in the middle of a frame.' })
})
