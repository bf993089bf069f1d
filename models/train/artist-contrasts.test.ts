import { expect, test } from '@jest/globals'
import { artistContrasts } from './artist-contrasts.ts'

test('an artist is contrasted with the mean of the genre, each artist counting once', () => {
  const tracks = [
    { label: 0, artist: 'a', vector: Float32Array.of(1, 0) },
    { label: 0, artist: 'a', vector: Float32Array.of(3, 0) },
    { label: 0, artist: 'b', vector: Float32Array.of(6, 2) },
    { label: 1, artist: 'a', vector: Float32Array.of(9, 9) },
  ]
  expect(artistContrasts(tracks)).toEqual([Float32Array.of(-2, -1), Float32Array.of(2, 1)])
})
