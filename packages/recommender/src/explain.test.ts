import { expect, test } from '@jest/globals'
import { buildSnapshot, type CatalogueSnapshot } from './catalogue-snapshot.ts'
import { simulatedListeners } from './evaluate/simulated-listeners.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { trainHybrid } from './hybrid-model.ts'
import { recommendFeed } from './recommend.ts'
import { scoreTrack } from './score-track.ts'

const NOW_MS = Date.UTC(2026, 0, 15)
const tracks = soundClusters({
  clusters: 3,
  tracksPerCluster: 30,
  dims: 64,
  within: 0.6,
  between: 0.4,
  artistsPerCluster: 10,
  seed: 5,
})
const liked = ['c0-t0', 'c0-t7', 'c0-t11', 'c1-t2', 'c1-t4']
const events: FeedbackEvent[] = [
  ...liked.map((trackId, i): FeedbackEvent => ({ id: `l${i}`, type: 'LIKE', trackId, atMs: NOW_MS - 90_000_000 + i })),
  { id: 's', type: 'SKIP', trackId: 'c2-t0', atMs: NOW_MS - 80_000_000, positionMs: 3_000, durationMs: 200_000 },
  { id: 'p', type: 'PLAY', trackId: 'c0-t20', atMs: NOW_MS - 60_000, playedMs: 200_000, durationMs: 200_000 },
]
const query = { listenerId: 'ada', nowMs: NOW_MS, limit: 20, events, settings: { variety: 0 } }

/** Without the cited tracks' events the score of the recommended track must be lower. */
function expectFaithful(snapshot: CatalogueSnapshot): Set<string> {
  const kinds = new Set<string>()
  for (const { trackId, score, reason } of recommendFeed(snapshot, query).items) {
    kinds.add(reason.kind)
    const cited =
      reason.kind === 'listeners-like-you' ? reason.viaTrackIds : 'trackId' in reason ? [reason.trackId] : []
    expect(cited.length).toBeGreaterThan(0)
    for (const citedId of cited) {
      const left = events.filter((event) => event.trackId !== citedId)
      expect(scoreTrack(snapshot, { ...query, events: left }, trackId)).toBeLessThan(score)
    }
  }
  return kinds
}

test('the track that a reason cites is one without which the score would be lower', () => {
  const kinds = expectFaithful(buildSnapshot({ version: '1', tracks }))
  expect(kinds).toContain('similar-to-liked')
  expect(kinds).not.toContain('listeners-like-you')
})

test('the cited track is the one whose absence would cost the recommended track most', () => {
  const snapshot = buildSnapshot({ version: '1', tracks })
  const longAgo = events.filter(({ type }) => type !== 'PLAY')
  const asked = { ...query, events: longAgo }
  for (const { trackId, reason } of recommendFeed(snapshot, asked).items.slice(0, 8)) {
    const without = (id: string) =>
      scoreTrack(snapshot, { ...asked, events: longAgo.filter((event) => event.trackId !== id) }, trackId)!
    const dearest = liked.reduce((a, b) => (without(b) < without(a) ? b : a))
    expect(reason).toMatchObject({ kind: 'similar-to-liked', trackId: dearest })
  }
})

test('where sound says nothing the reason is the listeners, and it is as faithful', () => {
  const silent = tracks.map((track) => ({ ...track, embedding: undefined }))
  const interactions = simulatedListeners(silent, { listeners: 60, eventsEach: 20, seed: 1 })
  const model = trainHybrid(
    { interactions, embeddings: silent.map(() => undefined), itemIds: silent.map(({ id }) => id) },
    { factors: 16, iterations: 8 },
  )
  const kinds = expectFaithful(buildSnapshot({ version: '1', tracks: silent, model }))
  expect(kinds).toContain('listeners-like-you')
  expect(kinds).not.toContain('similar-to-liked')
})

test('with sound and listeners the reasons stay faithful', () => {
  const interactions = simulatedListeners(tracks, { listeners: 60, eventsEach: 20, seed: 1 })
  const model = trainHybrid(
    { interactions, embeddings: tracks.map(({ embedding }) => embedding), itemIds: tracks.map(({ id }) => id) },
    { factors: 32, iterations: 8 },
  )
  expectFaithful(buildSnapshot({ version: '1', tracks, model }))
})

test('before any signal the reasons are what brought the track: many listeners, or its age', () => {
  const popularity = new Map([['c1-t1', 12]])
  const fresh = tracks.map((track) => (track.id === 'c2-t2' ? { ...track, addedAtMs: NOW_MS } : track))
  const { items } = recommendFeed(buildSnapshot({ version: '1', tracks: fresh, popularity }), { ...query, events: [] })
  expect(items[0]).toMatchObject({ trackId: 'c1-t1', reason: { kind: 'popular', listeners: 12 } })
  expect(items.find(({ trackId }) => trackId === 'c2-t2')).toMatchObject({
    reason: { kind: 'fresh', addedAtMs: NOW_MS },
  })
})
