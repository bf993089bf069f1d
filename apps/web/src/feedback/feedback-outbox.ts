import type { FeedbackEvent } from './feedback-event.ts'

/** Accepted: recorded, or known already. Refused: the API will never take it as it is. A throw: try again. */
export type Delivery = 'accepted' | 'refused'

type OutboxParts = {
  /** Events of another listener on the same browser stay theirs. */
  listenerId: string
  deliver: (events: FeedbackEvent[]) => Promise<Delivery>
  storage: Storage
  /** Calls back after so many milliseconds. */
  schedule: (run: () => void, delayMs: number) => void
}

const gatherMs = 25
const maxBatch = 50
const firstRetryMs = 1_000
const longestRetryMs = 60_000

/**
 * Holds every signal until the API has acknowledged it: in memory, and one storage entry per event so that
 * neither a reload nor a second tab loses any. Delivered in order, in batches, one at a time; a failure of
 * the network is retried for ever with growing pauses. Sending an event twice is harmless, because the API
 * knows it by its client id.
 */
export class FeedbackOutbox {
  readonly #parts: OutboxParts
  readonly #prefix: string
  #waiting: FeedbackEvent[]
  #isDelivering = false
  #failures = 0

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#prefix = `segue.feedback.${parts.listenerId}.`
    this.#waiting = this.#leftBehind()
    if (this.#waiting.length > 0) this.#deliverAfter(gatherMs)
  }

  /** What the API has not acknowledged yet, oldest first. */
  get waiting(): readonly FeedbackEvent[] {
    return this.#waiting
  }

  add(event: FeedbackEvent) {
    this.#waiting.push(event)
    this.#keep(event)
    if (this.#failures === 0) this.#deliverAfter(gatherMs)
  }

  /** Does not wait for the next retry: the network is back. */
  retryNow() {
    this.#failures = 0
    void this.#deliver()
  }

  async #deliver() {
    if (this.#isDelivering || this.#waiting.length === 0) return
    this.#isDelivering = true
    try {
      await this.#deliverBatch(this.#waiting.slice(0, maxBatch))
      this.#failures = 0
    } catch {
      this.#failures += 1
    } finally {
      this.#isDelivering = false
    }
    if (this.#waiting.length > 0) this.#deliverAfter(this.#failures === 0 ? 0 : this.#retryPauseMs())
  }

  /** One bad event must not hold back the others: a refused batch is taken apart. */
  async #deliverBatch(events: FeedbackEvent[]) {
    const delivery = await this.#parts.deliver(events)
    if (delivery === 'refused' && events.length > 1) {
      for (const event of events) await this.#deliverBatch([event])
      return
    }
    this.#forget(events)
  }

  #deliverAfter(delayMs: number) {
    this.#parts.schedule(() => void this.#deliver(), delayMs)
  }

  #retryPauseMs() {
    return Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failures - 1))
  }

  #keep(event: FeedbackEvent) {
    try {
      this.#parts.storage.setItem(this.#prefix + event.clientEventId, JSON.stringify(event))
    } catch {
      // Storage is full or forbidden: the copy in memory still goes out.
    }
  }

  #forget(events: FeedbackEvent[]) {
    const ids = new Set(events.map((event) => event.clientEventId))
    this.#waiting = this.#waiting.filter((event) => !ids.has(event.clientEventId))
    for (const id of ids) this.#parts.storage.removeItem(this.#prefix + id)
  }

  #leftBehind(): FeedbackEvent[] {
    const { storage } = this.#parts
    return Array.from({ length: storage.length }, (_, index) => storage.key(index))
      .filter((key): key is string => key?.startsWith(this.#prefix) === true)
      .map((key) => JSON.parse(storage.getItem(key) as string) as FeedbackEvent)
      .sort((one, other) => String(one.at).localeCompare(String(other.at)))
  }
}
