import { expect, test } from '@jest/globals'
import type { EffectiveEvent } from './effective-events.ts'
import { preferences, signalOf } from './preferences.ts'

const DAY_MS = 86_400_000
const base = { id: 'e', trackId: 'song', atMs: 0, context: 'FEED' as const }
const force = (event: EffectiveEvent) => signalOf(event).value * signalOf(event).weight
const skipAt = (share: number, durationMs = 200_000) =>
  force({ ...base, type: 'SKIP', positionMs: share * durationMs, durationMs })

test('the later a track is skipped the less it speaks against it, and a skip near the end speaks for it', () => {
  const forces = [0.02, 0.3, 0.5, 0.69].map((share) => skipAt(share))
  expect(forces).toEqual([...forces].sort((a, b) => a - b))
  expect(forces[0]).toBeLessThan(-1)
  expect(forces[3]).toBeGreaterThan(-0.05)
  expect(skipAt(0.95)).toBeGreaterThan(0)
})

test('leaving a two-hour mix after ten minutes is no skip', () => {
  expect(skipAt(11 / 120, 120 * 60_000)).toBeGreaterThan(0)
})

test('an early skip is weaker than a dislike, and weaker still inside an album', () => {
  const skip = { ...base, type: 'SKIP' as const, positionMs: 2_000, durationMs: 200_000 }
  expect(force({ ...base, type: 'DISLIKE' })).toBeLessThan(force(skip))
  expect(force(skip)).toBeLessThan(force({ ...skip, context: 'ALBUM' }))
})

test('ratings run from a firm no to a firm yes', () => {
  const forces = ([1, 2, 3, 4, 5] as const).map((rating) => force({ ...base, type: 'RATE', rating }))
  expect(forces).toEqual([...forces].sort((a, b) => a - b))
  expect(forces[0]).toBe(-4)
  expect(forces[4]).toBe(4)
})

test('a full play counts for a track, a few seconds of it say nothing, and repeats add up with diminishing returns', () => {
  const play = { ...base, type: 'PLAY' as const, playedMs: 200_000, durationMs: 200_000 }
  expect(force(play)).toBe(1)
  expect(force({ ...play, playedMs: 10_000 })).toBe(0)
  const confidence = (count: number) => preferences(Array.from({ length: count }, () => play))[0].confidence
  expect(confidence(3)).toBe(3)
  expect(confidence(60)).toBeGreaterThan(confidence(6))
  expect(confidence(60)).toBeLessThan(25)
})

test('a like and a skip of the same track are weighed against each other', () => {
  const [{ preference, confidence }] = preferences([
    { ...base, type: 'LIKE' },
    { ...base, type: 'SKIP', positionMs: 0, durationMs: 200_000 },
  ])
  expect(confidence).toBe(5.5)
  expect(preference).toBeCloseTo((4 - 1.5) / 5.5, 12)
})

test('plays fade by half in 90 days, measured from the newest event and not from today', () => {
  const play = { ...base, type: 'PLAY' as const, playedMs: 200_000, durationMs: 200_000 }
  const believed = preferences([play, { ...play, trackId: 'new', atMs: 90 * DAY_MS }])
  expect(believed.map(({ confidence }) => confidence)).toEqual([0.5, 1])
})
