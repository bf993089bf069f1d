import { expect, test } from '@jest/globals'
import { artistFolds } from './artist-folds.ts'

const tracks = Array.from({ length: 200 }, (_, i) => ({
  genre: ['jazz', 'rock', 'pop', 'metal'][i % 4],
  group: `artist ${Math.floor(i / 4) % 13} of ${i % 4}`,
}))

test('an artist never stands on both sides of a split', () => {
  const folds = artistFolds(tracks, { folds: 5, seed: 1 })
  for (const [i, { group }] of tracks.entries()) {
    expect(folds[tracks.findIndex((track) => track.group === group)]).toBe(folds[i])
  }
})

test('every genre is spread over all folds about evenly', () => {
  const folds = artistFolds(tracks, { folds: 5, seed: 1 })
  for (const genre of ['jazz', 'rock', 'pop', 'metal']) {
    const counts = [0, 1, 2, 3, 4].map(
      (fold) => tracks.filter((track, i) => track.genre === genre && folds[i] === fold).length,
    )
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(7)
    expect(Math.max(...counts)).toBeLessThanOrEqual(13)
  }
})

test('the same seed gives the same folds', () => {
  expect(artistFolds(tracks, { folds: 5, seed: 4 })).toEqual(artistFolds(tracks, { folds: 5, seed: 4 }))
})
