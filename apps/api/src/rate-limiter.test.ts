import { expect, test } from '@jest/globals'
import { TooManyRequestsError } from './errors.ts'
import { createRateLimiter } from './rate-limiter.ts'

test('a key may try as often as the limit, then waits for the rest of its window', () => {
  let nowMs = 0
  const limiter = createRateLimiter({ limit: 2, windowMs: 10_000, now: () => nowMs })
  limiter.take('a')
  nowMs = 4_000
  limiter.take('a')
  limiter.take('b')
  expect(() => limiter.take('a')).toThrow(new TooManyRequestsError(6))
  nowMs = 10_000
  limiter.take('a')
})

test('a success clears what was counted', () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 10_000 })
  limiter.take('a')
  limiter.forget('a')
  limiter.take('a')
  expect(() => limiter.take('a')).toThrow(TooManyRequestsError)
})
