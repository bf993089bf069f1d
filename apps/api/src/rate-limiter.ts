import { TooManyRequestsError } from './errors.ts'

/** Counts attempts per key in this process; several processes each allow as many. */
export interface RateLimiter {
  /** @throws TooManyRequestsError when the key has used up its attempts of the window */
  take(key: string): void
  /** A success clears what was counted against the key. */
  forget(key: string): void
}

export interface RateLimiterOptions {
  limit: number
  windowMs: number
  now?: () => number
}

const MOST_KEYS = 50_000

/** Fixed windows that begin with a key's first attempt. */
export function createRateLimiter({ limit, windowMs, now = Date.now }: RateLimiterOptions): RateLimiter {
  const windows = new Map<string, { startedMs: number; attempts: number }>()
  return {
    take(key) {
      const nowMs = now()
      const window = windows.get(key)
      if (!window || nowMs - window.startedMs >= windowMs) {
        if (windows.size >= MOST_KEYS) dropOldest(windows)
        windows.delete(key) // so that the map stays ordered by start
        windows.set(key, { startedMs: nowMs, attempts: 1 })
        return
      }
      if (window.attempts >= limit)
        throw new TooManyRequestsError(Math.ceil((window.startedMs + windowMs - nowMs) / 1000))
      window.attempts++
    },
    forget(key) {
      windows.delete(key)
    },
  }
}

function dropOldest(windows: Map<string, unknown>) {
  const oldest = windows.keys().next()
  if (!oldest.done) windows.delete(oldest.value)
}
