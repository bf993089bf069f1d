import { expect, test } from '@jest/globals'
import { genreColumns } from './genre-columns.ts'

function segment(startMs: number, shares: Record<string, number>) {
  const genres = Object.entries(shares).map(([label, probability]) => ({ label, probability }))
  return { startMs, endMs: startMs + 2_000, ...genres[0], genres }
}

const columns = genreColumns(
  [segment(1_000, { jazz: 0.6, rock: 0.3 }), segment(5_000, { rock: 0.9, jazz: 0.1 }), segment(8_000, { rock: 0.7 })],
  10_000,
)

test('the columns of a track fill it from start to end and meet halfway between what was heard', () => {
  expect(columns.map(({ from, to }) => [from, to])).toEqual([
    [0, 0.4],
    [0.4, 0.75],
    [0.75, 1],
  ])
})

test('the genre that the whole track has most of lies at the bottom of every column', () => {
  expect(columns.map(({ shares }) => shares.map(({ genre }) => genre))).toEqual([
    ['rock', 'jazz'],
    ['rock', 'jazz'],
    ['rock'],
  ])
})
