import { expect, test } from '@jest/globals'
import { buildSnapshot, type SnapshotTrack } from './catalogue-snapshot.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import type { FeedSettings } from './feed-settings.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { recommendFeed } from './recommend.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

const NOW_MS = Date.UTC(2026, 0, 15, 12)
const DAY_MS = 86_400_000
const listener = { listenerId: 'ada', nowMs: NOW_MS, limit: 20 }

let eventCount = 0
const event = (type: 'LIKE' | 'DISLIKE' | 'UNLIKE', trackId: string): FeedbackEvent => ({ ...fact(trackId), type })
const skip = (trackId: string): FeedbackEvent => ({
  ...fact(trackId),
  type: 'SKIP',
  positionMs: 4_000,
  durationMs: 180_000,
  context: 'FEED',
})
const fact = (trackId: string) => {
  eventCount++
  return { id: `event ${eventCount}`, trackId, atMs: NOW_MS - 600_000 + eventCount * 10 }
}
const undoing = (events: readonly FeedbackEvent[]): FeedbackEvent[] =>
  events.map(({ id, trackId }) => ({ ...fact(trackId), type: 'UNDO', undoesEventId: id }))

const twoSounds = (options: Partial<Parameters<typeof soundClusters>[0]> = {}) =>
  soundClusters({
    clusters: 2,
    tracksPerCluster: 20,
    dims: 128,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: 20,
    seed: 1,
    ...options,
  })

function drawn(tracks: readonly SnapshotTrack[], count: number, random: SeededRandom): string[] {
  const left = tracks.map(({ id }) => id)
  return Array.from({ length: count }, () => left.splice(random.integer(left.length), 1)[0])
}

/** Three random likes in cluster 0, three random skips in cluster 1, in random order. */
function clearSignals(tracks: readonly SnapshotTrack[], random: SeededRandom): FeedbackEvent[] {
  const half = tracks.length / 2
  const signals = [
    ...drawn(tracks.slice(0, half), 3, random).map((id) => event('LIKE', id)),
    ...drawn(tracks.slice(half), 3, random).map(skip),
  ]
  return signals.sort(() => random.next() - 0.5)
}

test.each([
  { name: 'forty artists', options: {} },
  { name: 'few artists with many tracks each', options: { artistsPerCluster: 2, artistShare: 0.3, noiseDims: 20 } },
  { name: 'many tracks between the two sounds', options: { within: 0.55, between: 0.4, noiseDims: 20 } },
  { name: 'short embeddings', options: { dims: 64, noiseDims: 20 } },
  { name: 'genres known', options: { labelled: true } },
])(
  'after three likes of one sound and three skips of another, at least eight of the first ten are liked sound: $name',
  ({ options }) => {
    const draws = 40
    let good = 0
    for (let seed = 0; seed < draws; seed++) {
      const random = seededRandom(`draw ${seed}`)
      const tracks = twoSounds({ ...options, seed })
      const popularity = new Map(tracks.map(({ id }) => [id, random.integer(9)]))
      const snapshot = buildSnapshot({ version: '1', tracks, popularity })
      const { items } = recommendFeed(snapshot, { ...listener, events: clearSignals(tracks, random) })
      if (items.slice(0, 10).filter(({ trackId }) => trackId.startsWith('c0')).length >= 8) good++
    }
    expect(good).toBeGreaterThanOrEqual(draws - 1)
  },
)

test('undoing all signals restores the feed exactly, scores and reasons included', () => {
  const tracks = twoSounds()
  const snapshot = buildSnapshot({ version: '1', tracks, popularity: new Map([['c0-t3', 4]]) })
  const earlier = [event('LIKE', 'c1-t0')]
  const before = recommendFeed(snapshot, { ...listener, events: earlier })
  const signals = clearSignals(tracks, seededRandom(1)).filter(({ trackId }) => trackId !== 'c1-t0')
  const during = recommendFeed(snapshot, { ...listener, events: [...earlier, ...signals] })
  const after = recommendFeed(snapshot, {
    ...listener,
    nowMs: NOW_MS + 60_000,
    events: [...earlier, ...signals, ...undoing(signals)],
  })
  expect(during.tasteDigest).not.toBe(before.tasteDigest)
  expect(during.items).not.toEqual(before.items)
  expect(after).toEqual(before)
})

test('a like and an unlike leave the feed as if neither had happened', () => {
  const snapshot = buildSnapshot({ version: '1', tracks: twoSounds() })
  const log = [event('LIKE', 'c0-t0'), event('UNLIKE', 'c0-t0')]
  expect(recommendFeed(snapshot, { ...listener, events: log })).toEqual(
    recommendFeed(snapshot, { ...listener, events: [] }),
  )
})

test('a private session changes nothing', () => {
  const snapshot = buildSnapshot({ version: '1', tracks: twoSounds() })
  const events = [{ ...event('LIKE', 'c0-t0'), isPrivate: true }]
  expect(recommendFeed(snapshot, { ...listener, events })).toEqual(recommendFeed(snapshot, { ...listener, events: [] }))
})

test('a new listener is offered the whole breadth of the catalogue: many artists, every genre', () => {
  const tracks = soundClusters({
    clusters: 5,
    tracksPerCluster: 30,
    dims: 64,
    within: 0.6,
    between: 0.3,
    artistsPerCluster: 4,
    labelled: true,
    seed: 3,
  })
  // everybody listens to the first genre
  const popularity = new Map(tracks.map(({ id, genre }) => [id, genre === 'genre 0' ? 50 : 5]))
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks, popularity }), { ...listener, events: [] })
  const first = items.slice(0, 10).map(({ trackId }) => tracks.find(({ id }) => id === trackId)!)
  expect(new Set(first.map(({ genre }) => genre)).size).toBe(5)
  expect(new Set(first.map(({ artistId }) => artistId)).size).toBeGreaterThanOrEqual(8)
})

test('a new listener who picked genres and an artist hears those first, and is told so', () => {
  const tracks = soundClusters({
    clusters: 5,
    tracksPerCluster: 20,
    dims: 64,
    within: 0.6,
    between: 0.3,
    artistsPerCluster: 5,
    labelled: true,
    seed: 3,
  })
  const popularity = new Map(tracks.map(({ id }) => [id, id.startsWith('c0') ? 90 : 1]))
  const settings = { pickedGenres: ['genre 3', 'genre 4'], pickedArtistIds: ['c2-a1'] }
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks, popularity }), {
    ...listener,
    events: [],
    settings,
  })
  const first = items.slice(0, 10)
  expect(first.every(({ trackId }) => /^c[234]/.test(trackId))).toBe(true)
  expect(new Set(first.map(({ reason }) => reason.kind))).toEqual(new Set(['picked-genre', 'picked-artist']))
  expect(first.filter(({ trackId }) => trackId.startsWith('c3')).length).toBeGreaterThanOrEqual(3)
  expect(first.filter(({ trackId }) => trackId.startsWith('c4')).length).toBeGreaterThanOrEqual(3)
})

test('a feed is never empty while the catalogue is not: no sound, no listeners, no labels, one track', () => {
  const track = { id: 'only', artistId: 'a', addedAtMs: 0 }
  const feed = recommendFeed(buildSnapshot({ version: '1', tracks: [track] }), { ...listener, events: [] })
  expect(feed.items.map(({ trackId }) => trackId)).toEqual(['only'])
  expect(recommendFeed(buildSnapshot({ version: '1', tracks: [] }), { ...listener, events: [] }).items).toEqual([])
})

test('tracks that were liked, skipped, disliked, heard or blocked, and their copies, are not offered', () => {
  const tracks = twoSounds().map((track) => (track.id === 'c0-t9' ? { ...track, recordingKey: 'r' } : track))
  tracks.push({ ...tracks[5], id: 'copy of t9', artistId: 'x', recordingKey: 'r' })
  const events = [
    event('LIKE', 'c0-t0'),
    event('DISLIKE', 'c0-t9'),
    skip('c1-t0'),
    { ...fact('c0-t2'), type: 'PLAY' as const, playedMs: 180_000, durationMs: 180_000 },
  ]
  const settings = { blockedArtistIds: ['c0-a4'] }
  const snapshot = buildSnapshot({ version: '1', tracks })
  const offered = recommendFeed(snapshot, { ...listener, limit: 100, events, settings }).items.map(
    ({ trackId }) => trackId,
  )
  expect(offered).toHaveLength(tracks.length - 6)
  for (const id of ['c0-t0', 'c0-t9', 'copy of t9', 'c1-t0', 'c0-t2', 'c0-t4']) expect(offered).not.toContain(id)
})

test('when nearly everything was heard, what was heard returns, but never what was turned down', () => {
  const tracks = twoSounds().slice(0, 12)
  const events = [...tracks.slice(0, 11).map(({ id }) => event('LIKE', id)), event('DISLIKE', tracks[11].id)]
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks }), { ...listener, events })
  expect(items).toHaveLength(11)
  expect(items.map(({ trackId }) => trackId)).not.toContain(tracks[11].id)
})

test('a dislike also lowers what sounds like the disliked track', () => {
  const snapshot = buildSnapshot({ version: '1', tracks: twoSounds({ within: 0.7, between: 0.3 }) })
  const { items } = recommendFeed(snapshot, { ...listener, events: [event('DISLIKE', 'c0-t0')] })
  expect(items.slice(0, 10).every(({ trackId }) => trackId.startsWith('c1'))).toBe(true)
})

test('an artist does not return within four tracks while others sound right too', () => {
  const tracks = twoSounds({ tracksPerCluster: 100, artistsPerCluster: 20 })
  const artistOf = new Map(tracks.map(({ id, artistId }) => [id, artistId]))
  const events = ['c0-t0', 'c0-t1', 'c0-t20'].map((id) => event('LIKE', id))
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks }), { ...listener, limit: 40, events })
  const artists = items.map(({ trackId }) => artistOf.get(trackId))
  for (let place = 4; place < artists.length; place++)
    expect(artists.slice(place - 4, place)).not.toContain(artists[place])
})

test('variety steers how many tracks are explored: none at 0, at most one in the first ten by default, more at 100', () => {
  const tracks = soundClusters({
    clusters: 12,
    tracksPerCluster: 40,
    dims: 64,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: 20,
    seed: 8,
  })
  const snapshot = buildSnapshot({ version: '1', tracks })
  const events = tracks.slice(0, 10).map(({ id }) => event('LIKE', id))
  const explored = (settings: Partial<FeedSettings>, seed: number) =>
    recommendFeed(snapshot, { ...listener, limit: 10, events, settings, seed }).items.filter(
      ({ source }) => source === 'exploration',
    ).length
  const total = (settings: Partial<FeedSettings>) => Array.from({ length: 30 }, (_, seed) => explored(settings, seed))
  expect(Math.max(...total({ variety: 0 }))).toBe(0)
  expect(Math.max(...total({}))).toBe(1)
  const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0)
  expect(sum(total({ variety: 100 }))).toBeGreaterThan(sum(total({})))
})

test('the same log gives the same feed; another listener may explore elsewhere', () => {
  const snapshot = buildSnapshot({ version: '1', tracks: twoSounds() })
  const events = [event('LIKE', 'c0-t0')]
  expect(recommendFeed(snapshot, { ...listener, events })).toEqual(
    recommendFeed(snapshot, { ...listener, events: [...events] }),
  )
})

test('genre labels never bring a skipped genre back', () => {
  const tracks = soundClusters({
    clusters: 4,
    tracksPerCluster: 30,
    dims: 128,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: 30,
    labelled: true,
    seed: 2,
  })
  const events = [
    ...['c0-t0', 'c0-t1', 'c1-t0', 'c1-t1'].map((id) => event('LIKE', id)),
    ...['c2-t0', 'c2-t1', 'c2-t2', 'c3-t0', 'c3-t1', 'c3-t2'].map(skip),
  ]
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks }), {
    ...listener,
    events,
    settings: { variety: 60 },
  })
  const count = (cluster: string) => items.slice(0, 10).filter(({ trackId }) => trackId.startsWith(cluster)).length
  expect(count('c2') + count('c3')).toBeLessThanOrEqual(1)
  expect(count('c0')).toBeGreaterThanOrEqual(3)
  expect(count('c1')).toBeGreaterThanOrEqual(3)
})

test('the last half hour steers a long history without erasing it', () => {
  const tracks = soundClusters({
    clusters: 3,
    tracksPerCluster: 40,
    dims: 128,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: 40,
    seed: 4,
  })
  const snapshot = buildSnapshot({ version: '1', tracks })
  const play = (id: string, atMs: number): FeedbackEvent => ({
    ...fact(id),
    atMs,
    type: 'PLAY',
    playedMs: 180_000,
    durationMs: 180_000,
    context: 'FEED',
  })
  const history = Array.from({ length: 12 }, (_, i) => play(`c0-t${i}`, NOW_MS - 3 * DAY_MS + i * 200_000))
  const now = Array.from({ length: 4 }, (_, i) => play(`c1-t${i}`, NOW_MS - 900_000 + i * 180_000))
  const share = (events: FeedbackEvent[]) =>
    recommendFeed(snapshot, { ...listener, events }).items.filter(({ trackId }) => trackId.startsWith('c1')).length
  expect(share(history)).toBeLessThanOrEqual(2)
  expect(share([...history, ...now])).toBeGreaterThanOrEqual(4)
  const reasons = recommendFeed(snapshot, { ...listener, events: [...history, ...now] }).items.map(
    ({ reason }) => reason,
  )
  expect(reasons.some((reason) => reason.kind === 'session' && reason.trackId.startsWith('c1'))).toBe(true)
})
