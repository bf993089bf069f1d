import { expect, test } from '@jest/globals'
import { entriesByDay } from './entries-by-day.ts'

test('what was heard after midnight is of today, even if it was an hour ago yesterday', () => {
  const now = new Date(2026, 4, 10, 0, 30)
  const at = (...parts: [number, number, number]) => ({ at: new Date(2026, 4, ...parts).toISOString() })
  const days = entriesByDay([at(10, 0, 10), at(9, 23, 50), at(9, 8, 0)], now)
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ['Today', 1],
    ['Yesterday', 2],
  ])
})
