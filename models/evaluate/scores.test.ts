import { expect, test } from '@jest/globals'
import { classificationScores, restrictedAccuracy } from './classification-scores.ts'
import { distance } from './distances.ts'
import { groupedInterval } from './grouped-interval.ts'
import { type HeldOutTrack, heldOutScores } from './held-out-scores.ts'
import { majorityVote } from './majority-vote.ts'
import { sameGenreAt } from './same-genre-at.ts'

const sure = (answer: number) => Array.from({ length: 2 }, (_, i) => (i === answer ? 0.9 : 0.1))

test('three right answers of four give an accuracy of .75, and the F1 of each genre is averaged', () => {
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
  expect(scores.perClass[0]).toEqual({ precision: 2 / 3, recall: 1, f1: 0.8, tracks: 2 })
  expect(scores.perClass[1]).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, tracks: 2 })
  expect(scores.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2)
  expect(scores.logLoss).toBeCloseTo((-3 * Math.log(0.9) - Math.log(0.1)) / 4)
})

test('a wrong answer that does not occur is forgiven where only occurring labels may be answered', () => {
  const predictions = [
    { label: 0, probabilities: [0.3, 0.2, 0.5] },
    { label: 1, probabilities: [0.3, 0.6, 0.1] },
  ]
  expect(classificationScores(predictions, 3).accuracy).toBe(0.5)
  expect(restrictedAccuracy(predictions)).toBe(1)
})

const at = (genre: string, degrees: number) => ({
  genre,
  embedding: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
})

test('embeddings that separate two genres give 1, and those that pair opposites give 0', () => {
  expect(sameGenreAt([at('jazz', 0), at('jazz', 5), at('rock', 90), at('rock', 95)], 1)).toBe(1)
  expect(sameGenreAt([at('jazz', 0), at('rock', 5), at('jazz', 90), at('rock', 95)], 1)).toBe(0)
  expect(sameGenreAt([at('jazz', 0), at('jazz', 5), at('rock', 90), at('rock', 95)], 3)).toBeCloseTo(1 / 3)
})

test('length matters to the Euclidean distance, direction to the cosine, shape alone to the correlation', () => {
  const a = Float32Array.of(1, 2, 3)
  expect(distance(a, Float32Array.of(2, 4, 6), 'euclidean')).toBeCloseTo(Math.sqrt(14))
  expect(distance(a, Float32Array.of(2, 4, 6), 'cosine')).toBeCloseTo(0)
  expect(distance(a, Float32Array.of(11, 12, 13), 'cosine')).toBeGreaterThan(0.01)
  expect(distance(a, Float32Array.of(11, 12, 13), 'correlation')).toBeCloseTo(0)
  expect(distance(a, Float32Array.of(3, 2, 1), 'correlation')).toBeCloseTo(2)
})

test('a majority of segments decides, whatever the mean says; equal votes go to the surer label', () => {
  expect(majorityVote([sure(0), [0.51, 0.49], [0.01, 0.99]])).toBe(0)
  expect(majorityVote([[0.6, 0.4], sure(1)])).toBe(1)
})

test('tracks of one artist count as one when it is said how sure a figure is', () => {
  const tracks = (artists: number) =>
    Array.from({ length: 100 }, (_, i) => ({ group: String(i % artists), value: i % artists < artists / 2 ? 1 : 0 }))
  const many = groupedInterval(tracks(100))
  const few = groupedInterval(tracks(4))
  expect(many.low).toBeGreaterThan(0.35)
  expect(many.high).toBeLessThan(0.65)
  expect(few.high - few.low).toBeGreaterThan(2 * (many.high - many.low))
})

test('recommendations come from the same fold, for embeddings of different networks have nothing in common', () => {
  const track = (label: number, fold: number, degrees: number): HeldOutTrack => ({
    label,
    fold,
    group: `${label} ${fold} ${degrees}`,
    set: 'toy',
    probabilities: sure(label),
    segmentProbabilities: [sure(label)],
    features: at('', degrees).embedding,
  })
  const tracks = [0, 1].flatMap((fold) => {
    const genreAt = (degrees: number) => (degrees < 90 ? fold : 1 - fold)
    return [0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 105].map((degrees) => track(genreAt(degrees), fold, degrees))
  })
  const scores = heldOutScores(tracks, ['jazz', 'rock'])
  expect(scores.recommendations.cosine.all.at5).toBe(1)
  expect(scores.recommendations.euclidean.perGenre).toHaveLength(2)
  expect(scores.track.accuracy).toBe(1)
  expect(scores.sets).toEqual([{ name: 'toy', tracks: 24, accuracy: 1, accuracyRestricted: 1 }])
})
