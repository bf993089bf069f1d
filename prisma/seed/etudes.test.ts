import { expect, test } from '@jest/globals'
import { demoTracks } from './demo-catalogue.ts'
import { etudes } from './etudes.ts'

test('every artist of the demo plays as many études as are asked for, and none of them is in the demo', () => {
  const pieces = etudes({ perArtist: 3 })
  const demo = demoTracks()
  const counts = new Map<string, number>()
  for (const { artist } of pieces) counts.set(artist, (counts.get(artist) ?? 0) + 1)
  expect([...counts.keys()].sort()).toEqual([...new Set(demo.map(({ artist }) => artist))].sort())
  expect(new Set(counts.values())).toEqual(new Set([3]))
  for (const identity of ['key', 'seed'] as const) {
    const known = new Set<string | number>(demo.map((track) => track[identity]))
    expect(pieces.filter((piece) => known.has(piece[identity]))).toEqual([])
    expect(new Set(pieces.map((piece) => piece[identity])).size).toBe(pieces.length)
  }
})

test('more études only add to fewer', () => {
  expect(etudes({ perArtist: 3 }).slice(0, etudes({ perArtist: 1 }).length)).toEqual(etudes({ perArtist: 1 }))
})
