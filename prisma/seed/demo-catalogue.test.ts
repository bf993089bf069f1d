import { expect, test } from '@jest/globals'
import { demoTracks } from './demo-catalogue.ts'

const tracks = demoTracks()
const distinct = (field: keyof (typeof tracks)[number]) => new Set(tracks.map((track) => track[field]))

test('the demo catalogue is large and varied enough to learn tastes from', () => {
  expect(tracks.length).toBeGreaterThanOrEqual(132)
  expect(distinct('artist').size).toBeGreaterThanOrEqual(40)
  expect(distinct('genre').size).toBeGreaterThanOrEqual(12)
})

test('every demo track has its own key, title and seed', () => {
  for (const field of ['key', 'title', 'seed'] as const) expect(distinct(field).size).toBe(tracks.length)
})

test('every demo track lasts between 40 and 90 seconds', () => {
  for (const { durationMs } of tracks) {
    expect(durationMs).toBeGreaterThanOrEqual(40_000)
    expect(durationMs).toBeLessThanOrEqual(90_000)
  }
})

test('tracks are numbered without gaps on each album', () => {
  for (const album of distinct('album')) {
    const numbers = tracks.filter((track) => track.album === album).map(({ trackNumber }) => trackNumber)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  }
})

test('genres differ in tempo', () => {
  const mean = (genre: string) => {
    const bpms = tracks.filter((track) => track.genre === genre).map(({ bpm }) => bpm)
    return bpms.reduce((sum, bpm) => sum + bpm, 0) / bpms.length
  }
  expect(mean('ambient')).toBeLessThan(70)
  expect(mean('hiphop')).toBeLessThan(mean('disco'))
  expect(mean('disco')).toBeLessThan(mean('jazz'))
  expect(mean('drum and bass')).toBeGreaterThan(160)
})

test('the catalogue is the same every time', () => {
  expect(demoTracks()).toEqual(tracks)
})
