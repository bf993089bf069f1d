import { expect, test } from '@jest/globals'
import { buildSnapshot } from './catalogue-snapshot.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { makePlaylist, type PlaylistQuery } from './make-playlist.ts'

const NOW_MS = Date.UTC(2026, 0, 15)
const tracks = soundClusters({
  clusters: 4,
  tracksPerCluster: 60,
  dims: 32,
  within: 0.6,
  between: 0.3,
  artistsPerCluster: 15,
  labelled: true,
  seed: 11,
})
const snapshot = buildSnapshot({ version: '1', tracks })
const like = (trackId: string): FeedbackEvent => ({ id: `like ${trackId}`, type: 'LIKE', trackId, atMs: NOW_MS })
const make = (query: Partial<PlaylistQuery>) =>
  makePlaylist(snapshot, { listenerId: 'ada', events: [], nowMs: NOW_MS, limit: 20, ...query })
const countOf = (list: string[], cluster: number) => list.filter((id) => id.startsWith(`c${cluster}-`)).length
const artistOf = new Map(tracks.map(({ id, artistId }) => [id, artistId]))

test('a playlist has as many tracks as asked for, in the genres of the listener’s taste, share by share', () => {
  const events = ['c0-t0', 'c0-t1', 'c0-t2', 'c1-t0'].map(like)
  for (const limit of [4, 20, 50]) {
    const list = make({ events, limit })
    expect(new Set(list).size).toBe(limit)
    expect(countOf(list, 0)).toBe(Math.round(0.75 * limit))
    expect(countOf(list, 1)).toBe(limit - Math.round(0.75 * limit))
  }
})

test('a playlist like another one has its mix of genres, not the listener’s', () => {
  const events = ['c0-t0', 'c0-t1'].map(like)
  const list = make({ events, likeSeed: { kind: 'playlist', trackIds: ['c2-t0', 'c2-t1', 'c3-t0', 'c3-t1'] } })
  expect([countOf(list, 2), countOf(list, 3)]).toEqual([10, 10])
})

test('genres and artists are spread over the whole playlist', () => {
  const list = make({ events: ['c0-t0', 'c1-t0'].map(like) })
  expect(countOf(list.slice(0, 10), 0)).toBeGreaterThanOrEqual(4)
  expect(countOf(list.slice(0, 10), 0)).toBeLessThanOrEqual(6)
  const artists = list.map((id) => artistOf.get(id))
  for (const [place, artist] of artists.entries()) expect(artists.slice(place + 1, place + 5)).not.toContain(artist)
})

test('what the listener turned down is in no playlist', () => {
  const likes = ['c0-t0', 'c0-t1', 'c0-t2'].map(like)
  const before = make({ events: likes })
  const dislikes = before
    .slice(0, 5)
    .map((trackId, i): FeedbackEvent => ({ id: `d${i}`, type: 'DISLIKE', trackId, atMs: NOW_MS }))
  const after = make({ events: [...likes, ...dislikes] })
  expect(after).toHaveLength(20)
  for (const { trackId } of dislikes) expect(after).not.toContain(trackId)
})

test('more variety makes a playlist less alike in sound', () => {
  const soundOf = new Map(tracks.map(({ id, embedding }) => [id, embedding!]))
  const likeness = (list: string[]) => {
    let sum = 0
    for (const a of list)
      for (const b of list)
        if (a !== b) sum += soundOf.get(a)!.reduce((dot, value, j) => dot + value * soundOf.get(b)![j], 0)
    return sum / (list.length * (list.length - 1))
  }
  const events = [like('c0-t0')]
  const [close, varied] = [0, 100].map((variety) => likeness(make({ events, settings: { variety } })))
  expect(varied).toBeLessThan(close)
})

test('who has said nothing gets the breadth of the catalogue, or of the genres they picked', () => {
  const list = make({})
  expect([0, 1, 2, 3].map((cluster) => countOf(list, cluster))).toEqual([5, 5, 5, 5])
  const picked = make({ settings: { pickedGenres: ['genre 2'] } })
  expect(countOf(picked, 2)).toBe(20)
})

test('a genre that has too few tracks leaves its places to what fits best', () => {
  const few = buildSnapshot({
    version: '1',
    tracks: tracks.filter(({ id }) => !id.startsWith('c0') || /-t\d$/.test(id)),
  })
  const list = makePlaylist(few, { listenerId: 'ada', events: [like('c0-t0')], nowMs: NOW_MS, limit: 30 })
  expect(new Set(list).size).toBe(30)
  expect(countOf(list, 0)).toBe(10)
})
