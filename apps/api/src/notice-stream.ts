/**
 * An async iterator over what a subscription delivers. It ends at once when its reader returns, also while it waits
 * (a generator would first wait for the next notice).
 */
export function noticeStream<T>(
  subscribe: (push: (item: T) => void) => () => void,
  { latestOnly = false } = {},
): AsyncIterableIterator<T> {
  const queue: T[] = []
  let waiting: ((result: IteratorResult<T>) => void) | undefined
  let isDone = false
  const unsubscribe = subscribe((item) => {
    if (isDone) return
    if (waiting) {
      waiting({ value: item, done: false })
      waiting = undefined
      return
    }
    // a reader who is slower than the notices only wants to know the last one
    if (latestOnly) queue.length = 0
    queue.push(item)
  })
  const end = async (): Promise<IteratorResult<T>> => {
    if (!isDone) unsubscribe()
    isDone = true
    waiting?.({ value: undefined, done: true })
    waiting = undefined
    return { value: undefined, done: true }
  }
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next() {
      if (isDone) return end()
      if (queue.length > 0) return Promise.resolve({ value: queue.shift()!, done: false })
      return new Promise((resolve) => {
        waiting = resolve
      })
    },
    return: end,
    throw: async (error) => {
      await end()
      throw error
    },
  }
}
