import { expect, test } from '@jest/globals'
import { learningRateAt, type Schedule } from './learning-rate.ts'
import type { EpochScore } from './training-job.ts'

const epochs = (losses: number[]): EpochScore[] =>
  losses.map((loss, i) => ({
    epoch: i + 1,
    trainLoss: 0,
    learningRate: 1,
    seconds: 1,
    validation: { loss, accuracy: 0 },
  }))
const rate = (schedule: Schedule, progress: number, losses: number[] = []) =>
  learningRateAt({ schedule, learningRate: 1 }, { progress, history: epochs(losses) })

test('a constant rate stays', () => {
  expect(rate('constant', 0.9, [1, 2, 3, 4, 5])).toBe(1)
})

test('a cosine warms up, is at its height soon, and ends at nothing', () => {
  expect(rate('cosine', 0)).toBeLessThan(0.1)
  expect(rate('cosine', 0.05)).toBeCloseTo(1)
  expect(rate('cosine', 0.525)).toBeCloseTo(0.5)
  expect(rate('cosine', 1)).toBeCloseTo(0)
})

test('steps go down by a third twice', () => {
  expect([0, 0.3, 0.4, 0.7, 1].map((progress) => rate('step', progress))).toEqual([1, 1, 1 / 3, 1 / 9, 1 / 9])
})

test('on a plateau the rate is halved each time that three epochs bring nothing', () => {
  expect(rate('plateau', 0.5, [5, 4, 3, 2])).toBe(1)
  expect(rate('plateau', 0.5, [2, 3, 3])).toBe(1)
  expect(rate('plateau', 0.5, [2, 3, 3, 3])).toBe(0.5)
  expect(rate('plateau', 0.5, [2, 3, 3, 3, 1, 3, 3, 3])).toBe(0.25)
})
