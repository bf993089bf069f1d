import { expect, test } from '@jest/globals'
import { classificationScores } from './classification-scores.ts'
import { sameGenreAt } from './same-genre-at.ts'

test('three right answers of four give an accuracy of .75, and the F1 of each genre is averaged', () => {
  const sure = (answer: number) => Array.from({ length: 2 }, (_, i) => (i === answer ? 0.9 : 0.1))
  const scores = classificationScores(
    [
      { label: 0, probabilities: sure(0) },
      { label: 0, probabilities: sure(0) },
      { label: 1, probabilities: sure(0) },
      { label: 1, probabilities: sure(1) },
    ],
    2,
  )
  expect(scores.accuracy).toBe(0.75)
  expect(scores.confusion).toEqual([
    [2, 0],
    [1, 1],
  ])
  expect(scores.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2)
  expect(scores.logLoss).toBeCloseTo((-3 * Math.log(0.9) - Math.log(0.1)) / 4)
})

test('embeddings that separate two genres give 1, and those that pair opposites give 0', () => {
  const at = (genre: string, degrees: number) => ({
    genre,
    embedding: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
  })
  expect(sameGenreAt([at('jazz', 0), at('jazz', 5), at('rock', 90), at('rock', 95)], 1)).toBe(1)
  expect(sameGenreAt([at('jazz', 0), at('rock', 5), at('jazz', 90), at('rock', 95)], 1)).toBe(0)
  expect(sameGenreAt([at('jazz', 0), at('jazz', 5), at('rock', 90), at('rock', 95)], 3)).toBeCloseTo(1 / 3)
})
