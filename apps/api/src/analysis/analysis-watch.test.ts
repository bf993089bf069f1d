import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { AnalysisWatch, type WatchLimits } from './analysis-watch.ts'

const LIMITS: WatchLimits = { stallMs: 1000, totalMs: ({ decodedMs }) => 5000 + decodedMs }

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

function watched() {
  let hangs = 0
  const watch = new AnalysisWatch(LIMITS, () => hangs++)
  return { watch, hangs: () => hangs }
}

test('an analysis that says nothing new hangs, whatever it says', () => {
  const { watch, hangs } = watched()
  for (let i = 0; i < 10; i++) {
    watch.progress({ readBytes: 0, decodedMs: 0 })
    jest.advanceTimersByTime(110)
  }
  expect(hangs()).toBe(1)
})

test('an analysis that goes on does not, as long as it takes no longer than its work is worth', () => {
  const { watch, hangs } = watched()
  for (let decodedMs = 800; decodedMs < 60_000; decodedMs += 800) {
    watch.progress({ readBytes: 1, decodedMs })
    jest.advanceTimersByTime(800)
  }
  expect(hangs()).toBe(0)
  watch.end()
  jest.advanceTimersByTime(100_000)
  expect(hangs()).toBe(0)
})

test('one that crawls is stopped in the end', () => {
  const { watch, hangs } = watched()
  for (let decodedMs = 1; hangs() === 0; decodedMs++) {
    watch.progress({ readBytes: 0, decodedMs })
    jest.advanceTimersByTime(900)
    expect(decodedMs).toBeLessThan(10)
  }
  expect(hangs()).toBe(1)
})
