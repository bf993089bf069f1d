import { expect, test } from '@jest/globals'
import { foldSplits, threeWaySplit } from './artist-split.ts'

const tracks = Array.from({ length: 240 }, (_, i) => ({
  name: i,
  genre: ['jazz', 'rock'][i % 2],
  group: `artist ${Math.floor(i / 6)}`,
}))
type Track = (typeof tracks)[number]
const groups = (side: Track[]) => new Set(side.map(({ group }) => group))

test('no artist is on two sides of a split, and each track is on one', () => {
  for (const { train, validation, test } of foldSplits(tracks, { folds: 4, seed: 3 })) {
    expect(new Set([...train, ...validation, ...test]).size).toBe(tracks.length)
    expect(groups(train).size + groups(validation).size + groups(test).size).toBe(40)
    expect(validation.length).toBeGreaterThan(10)
  }
})

test('folds test every track once', () => {
  const tested = foldSplits(tracks, { folds: 4, seed: 3 }).flatMap(({ test }) => test)
  expect(tested.map(({ name }) => name).sort((a, b) => a - b)).toEqual(tracks.map(({ name }) => name))
})

test('a data set’s own split is kept', () => {
  const split = threeWaySplit(
    (['training', 'test', 'validation'] as const).map((split) => ({ split, genre: 'jazz', group: split })),
    1,
  )
  expect(Object.values(split).map((side) => side.map(({ split }) => split))).toEqual([
    ['training'],
    ['validation'],
    ['test'],
  ])
})
