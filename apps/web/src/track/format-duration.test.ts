import { expect, test } from '@jest/globals'
import { formatDuration } from './format-duration.ts'

test('durations read like those on a record sleeve', () => {
  expect(formatDuration(0)).toBe('0:00')
  expect(formatDuration(59_999)).toBe('0:59')
  expect(formatDuration(83_000)).toBe('1:23')
  expect(formatDuration(3_600_000 + 125_000)).toBe('1:02:05')
})
