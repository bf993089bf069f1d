import type { UploadAnswer, UploadItem } from './upload-item.ts'

type QueueParts = {
  send: (file: File, onProgress: (percent: number) => void) => Promise<UploadAnswer>
  createId: () => string
}

/** How far the analysis of an uploaded track is. */
export type AnalysisStep = {
  trackId: string
  state: 'PENDING' | 'DONE' | 'FAILED'
  step?: string
  percent?: number
  error?: string | null
}

const atOnce = 3

/**
 * Files on their way into the catalogue, a few at a time; what happens to one never stops the others. After
 * the upload an item waits for the news of its analysis.
 */
export class UploadQueue {
  readonly #parts: QueueParts
  readonly #watchers = new Set<() => void>()
  #items: readonly UploadItem[] = []
  #sending = 0

  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  get items() {
    return this.#items
  }

  watch = (watcher: () => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  add(files: readonly File[]) {
    const added = files.map((file): UploadItem => ({ id: this.#parts.createId(), file, state: 'waiting', percent: 0 }))
    this.#set([...this.#items, ...added])
    this.#fill()
  }

  retry(id: string) {
    this.#change(id, { state: 'waiting', percent: 0, error: undefined })
    this.#fill()
  }

  clearFinished() {
    this.#set(this.#items.filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'analysing'))
  }

  /** News of an analysis; of tracks that were not uploaded here it is ignored. */
  follow({ trackId, state, step, percent, error }: AnalysisStep) {
    const item = this.#items.find((one) => one.trackId === trackId && one.state === 'analysing')
    if (!item) return
    if (state === 'DONE') this.#change(item.id, { state: 'done', percent: 100 })
    else if (state === 'FAILED') this.#change(item.id, { state: 'failed', error: error ?? 'The analysis failed.' })
    else this.#change(item.id, { step: step ?? item.step, percent: percent ?? item.percent })
  }

  #fill() {
    while (this.#sending < atOnce) {
      const next = this.#items.find(({ state }) => state === 'waiting')
      if (!next) return
      void this.#send(next)
    }
  }

  async #send({ id, file }: UploadItem) {
    this.#sending += 1
    this.#change(id, { state: 'sending' })
    try {
      this.#change(id, outcomeOf(await this.#parts.send(file, (percent) => this.#change(id, { percent }))))
    } catch {
      this.#change(id, { state: 'failed', error: 'The connection broke off. Try again.' })
    } finally {
      this.#sending -= 1
      this.#fill()
    }
  }

  #change(id: string, change: Partial<UploadItem>) {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }

  #set(items: readonly UploadItem[]) {
    this.#items = items
    for (const watcher of this.#watchers) watcher()
  }
}

function outcomeOf({ state, trackId, error }: UploadAnswer): Partial<UploadItem> {
  switch (state) {
    case 'STORED':
      return { state: 'analysing', percent: 0, trackId }
    case 'DUPLICATE':
      return { state: 'duplicate', percent: 100, trackId }
    case 'FAILED':
      return { state: 'failed', error: error?.message ?? 'The file was not taken.' }
  }
}
