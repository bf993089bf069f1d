import { expect, test } from '@jest/globals'
import { affinity } from './affinity.ts'
import { demoTracks } from './demo-catalogue.ts'
import { demoListeners } from './demo-listeners.ts'
import { simulateFeedback } from './simulate-feedback.ts'

const tracks = demoTracks()
const listeners = demoListeners()
const endMs = Date.UTC(2025, 0, 1)
const period = { seed: 7, startMs: endMs - 90 * 86_400_000, endMs }
const events = simulateFeedback(listeners, tracks, period)
const trackOf = new Map(tracks.map((track) => [track.key, track]))
const listenerOf = new Map(listeners.map((listener) => [listener.key, listener]))

const heard = events.filter(({ type }) => type === 'PLAY' || type === 'SKIP')
const shareOf = (list: typeof events, type: string) => list.filter((event) => event.type === type).length / list.length
const known = (event: (typeof events)[number]) => {
  const listener = listenerOf.get(event.listenerKey)
  const track = trackOf.get(event.trackKey)
  if (!listener || !track) throw new Error('an event of nobody or nothing')
  return { listener, track }
}
const ownGenre = (event: (typeof events)[number]) => {
  const { listener, track } = known(event)
  return (listener.tastes.genres[track.genre] ?? 0) > 0.4
}
const lovedArtist = (event: (typeof events)[number]) => {
  const { listener, track } = known(event)
  return track.artist in listener.tastes.artists
}

test('demo listeners are many, distinct and plainly marked', () => {
  expect(listeners.length).toBeGreaterThanOrEqual(60)
  expect(new Set(listeners.map(({ email }) => email)).size).toBe(listeners.length)
  for (const { name, email } of listeners) {
    expect(name).toMatch(/^Demo listener /)
    expect(email).toMatch(/@demo\.segue\.local$/)
  }
})

test('tastes name genres and artists that exist', () => {
  const genres = new Set(tracks.map(({ genre }) => genre))
  const artists = new Set(tracks.map(({ artist }) => artist))
  for (const { tastes } of listeners) {
    for (const genre of Object.keys(tastes.genres)) expect(genres).toContain(genre)
    for (const artist of Object.keys(tastes.artists)) expect(artists).toContain(artist)
  }
})

test('ninety days hold a plausible amount of listening, in order of time and within the period', () => {
  expect(events.length).toBeGreaterThan(15_000)
  expect(events.length).toBeLessThan(26_000)
  expect(events.filter((event, i) => i > 0 && event.atMs < events[i - 1].atMs)).toEqual([])
  expect(events[0].atMs).toBeGreaterThanOrEqual(period.startMs)
  expect(events[events.length - 1].atMs).toBeLessThanOrEqual(endMs)
})

test('listeners like tracks of their own genres at least three times as often as others', () => {
  const rate = (wanted: (event: (typeof events)[number]) => boolean) => {
    const likes = events.filter((event) => event.type === 'LIKE' && wanted(event)).length
    return likes / heard.filter(wanted).length
  }
  const foreign = (event: (typeof events)[number]) => !ownGenre(event) && !lovedArtist(event)
  expect(rate(ownGenre)).toBeGreaterThan(3 * rate(foreign))
  expect(rate((event) => lovedArtist(event) && !ownGenre(event))).toBeGreaterThan(3 * rate(foreign))
  expect(shareOf(heard.filter(foreign), 'SKIP')).toBeGreaterThan(3 * shareOf(heard.filter(ownGenre), 'SKIP'))
})

test('likings cross genres, so that company tells more than sound', () => {
  const loves = (listenerKey: string, artist: string) => {
    const listener = listenerOf.get(listenerKey)
    return listener ? artist in listener.tastes.artists : false
  }
  const bluesFans = listeners.filter(({ circle }) => circle === 'smoke and strings')
  const share = bluesFans.filter(({ key }) => loves(key, 'Marcel Okonjo Quartet')).length / bluesFans.length
  expect(share).toBeGreaterThan(0.5)
})

test('popularity has a long tail, and every track has been heard', () => {
  const plays = new Map<string, number>()
  for (const { trackKey } of heard) plays.set(trackKey, (plays.get(trackKey) ?? 0) + 1)
  const sorted = [...plays.values()].sort((a, b) => b - a)
  expect(sorted).toHaveLength(tracks.length)
  expect(sorted[0]).toBeGreaterThan(3 * sorted[Math.floor(sorted.length / 2)])
})

test('what a listener refused is not played to them again', () => {
  for (const dislike of events.filter(({ type }) => type === 'DISLIKE')) {
    const later = heard.filter(
      (event) =>
        event.listenerKey === dislike.listenerKey && event.trackKey === dislike.trackKey && event.atMs > dislike.atMs,
    )
    expect(later.length).toBeLessThanOrEqual(1)
  }
})

test('ratings follow the true affinity', () => {
  const mean = (rating: number) => {
    const rated = events.filter((event) => event.rating === rating)
    const affinities = rated.map((event) => affinity(known(event).listener, known(event).track))
    return affinities.reduce((sum, value) => sum + value, 0) / rated.length
  }
  expect(mean(1)).toBeLessThan(mean(3))
  expect(mean(3)).toBeLessThan(mean(5))
})

test('the same seed gives the same history', () => {
  const few = listeners.slice(0, 3)
  expect(simulateFeedback(few, tracks, period)).toEqual(simulateFeedback(few, tracks, period))
})
