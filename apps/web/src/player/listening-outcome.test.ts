import { expect, test } from '@jest/globals'
import { ListeningClock } from './listening-clock.ts'
import { listeningOutcome } from './listening-outcome.ts'

const threeMinutes = 180_000

test('a track that was heard to its end is a play', () => {
  const leaving = { cause: 'ended', heardMs: threeMinutes, positionMs: threeMinutes, durationMs: threeMinutes } as const
  expect(listeningOutcome(leaving)).toBe('PLAY')
})

test('next before the end is a skip, in the last seconds a play', () => {
  const leaving = { cause: 'next', heardMs: 8_000, durationMs: threeMinutes } as const
  expect(listeningOutcome({ ...leaving, positionMs: 8_000 })).toBe('SKIP')
  expect(listeningOutcome({ ...leaving, positionMs: 120_000 })).toBe('SKIP')
  expect(listeningOutcome({ ...leaving, positionMs: 176_000 })).toBe('PLAY')
})

test('choosing another track counts as a play only after half a minute, or half of a short track', () => {
  const leaving = { cause: 'replaced', positionMs: 25_000, heardMs: 25_000 } as const
  expect(listeningOutcome({ ...leaving, durationMs: threeMinutes })).toBeNull()
  expect(listeningOutcome({ ...leaving, durationMs: 40_000 })).toBe('PLAY')
})

test('jumping ahead is not listening', () => {
  const clock = new ListeningClock()
  clock.passTo(4_000)
  clock.jumpTo(90_000)
  clock.passTo(91_500)
  clock.jumpTo(2_000)
  clock.passTo(3_000)
  expect(clock.heardMs).toBe(6_500)
})
