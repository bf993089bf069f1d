import { expect, test } from '@jest/globals'
import type { FeedbackEvent } from './feedback-event.ts'
import { FeedbackOutbox } from './feedback-outbox.ts'

class MemoryStorage implements Storage {
  readonly #entries = new Map<string, string>()
  get length() {
    return this.#entries.size
  }
  key = (index: number) => [...this.#entries.keys()][index] ?? null
  getItem = (key: string) => this.#entries.get(key) ?? null
  setItem = (key: string, value: string) => void this.#entries.set(key, value)
  removeItem = (key: string) => void this.#entries.delete(key)
  clear = () => this.#entries.clear()
}

/** An API that remembers what it recorded, and a clock that only moves when told. */
function house({ storage = new MemoryStorage(), listenerId = 'ada' } = {}) {
  const recorded: string[] = []
  const batches: number[] = []
  const api = { isReachable: true, refuses: new Set<string>(), forgetsToAnswer: false }
  let planned: { run: () => void; delayMs: number }[] = []
  const outbox = new FeedbackOutbox({
    listenerId,
    storage,
    schedule: (run, delayMs) => planned.push({ run, delayMs }),
    deliver: async (events) => {
      if (!api.isReachable) throw new Error('offline')
      batches.push(events.length)
      if (events.some((event) => api.refuses.has(event.clientEventId))) return 'refused'
      for (const { clientEventId } of events) if (!recorded.includes(clientEventId)) recorded.push(clientEventId)
      if (api.forgetsToAnswer) throw new Error('connection reset')
      return 'accepted'
    },
  })
  async function settle() {
    const delays: number[] = []
    const due = planned
    planned = []
    for (const { run, delayMs } of due) {
      delays.push(delayMs)
      run()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return delays
  }
  return { outbox, storage, recorded, batches, api, settle }
}

function like(id: string, second = 0): FeedbackEvent {
  return { clientEventId: id, type: 'LIKE', trackId: `track-${id}`, at: new Date(1_000 * second).toISOString() }
}

test('signals given together travel together, in their order, and leave nothing behind', async () => {
  const { outbox, storage, recorded, batches, settle } = house()
  outbox.add(like('a'))
  outbox.add(like('b'))
  await settle()
  expect(recorded).toEqual(['a', 'b'])
  expect(batches).toEqual([2])
  expect(outbox.waiting).toEqual([])
  expect(storage.length).toBe(0)
})

test('while the API is out of reach nothing is lost, and the pauses between tries grow', async () => {
  const { outbox, recorded, api, settle } = house()
  api.isReachable = false
  outbox.add(like('a'))
  const pauses: number[] = []
  for (let round = 0; round < 5; round++) pauses.push(...(await settle()))
  expect(pauses).toEqual([25, 1_000, 2_000, 4_000, 8_000])
  expect(recorded).toEqual([])
  api.isReachable = true
  await settle()
  expect(recorded).toEqual(['a'])
})

test('a signal whose answer was lost is sent again and recorded once', async () => {
  const { outbox, recorded, api, settle } = house()
  api.forgetsToAnswer = true
  outbox.add(like('a'))
  await settle()
  expect(outbox.waiting).toHaveLength(1)
  api.forgetsToAnswer = false
  await settle()
  expect(outbox.waiting).toEqual([])
  expect(recorded).toEqual(['a'])
})

test('a page that was closed too early hands its signals to the next one, oldest first', async () => {
  const before = house()
  before.api.isReachable = false
  before.outbox.add(like('younger', 20))
  before.outbox.add(like('older', 10))
  const after = house({ storage: before.storage })
  await after.settle()
  expect(after.recorded).toEqual(['older', 'younger'])
})

test("another listener on the same browser does not send somebody else's signals", async () => {
  const ada = house()
  ada.api.isReachable = false
  ada.outbox.add(like('a'))
  const bruno = house({ storage: ada.storage, listenerId: 'bruno' })
  await bruno.settle()
  expect(bruno.recorded).toEqual([])
  expect(ada.storage.length).toBe(1)
})

test('a signal that the API refuses is dropped without holding back the others', async () => {
  const { outbox, recorded, api, settle } = house()
  api.refuses.add('of-a-deleted-track')
  for (const id of ['a', 'of-a-deleted-track', 'b']) outbox.add(like(id))
  await settle()
  expect(recorded).toEqual(['a', 'b'])
  expect(outbox.waiting).toEqual([])
})

test('a long absence is caught up in bounded batches', async () => {
  const { outbox, batches, recorded, settle } = house()
  for (let index = 0; index < 120; index++) outbox.add(like(String(index)))
  for (let round = 0; round < 4; round++) await settle()
  expect(batches).toEqual([50, 50, 20])
  expect(recorded).toHaveLength(120)
})
