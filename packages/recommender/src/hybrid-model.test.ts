import { expect, test } from '@jest/globals'
import { buildSnapshot } from './catalogue-snapshot.ts'
import { checkerboard } from './evaluate/checkerboard.ts'
import { simulatedListeners } from './evaluate/simulated-listeners.ts'
import { soundClusters } from './evaluate/sound-clusters.ts'
import { foldIn } from './fold-in.ts'
import { trainHybrid } from './hybrid-model.ts'
import { decodeHybridModel, encodeHybridModel, ModelFileError } from './hybrid-model-file.ts'
import { recommendFeed } from './recommend.ts'

const OPTIONS = { factors: 32, iterations: 8, seed: 7 }
const tracks = soundClusters({
  clusters: 4,
  tracksPerCluster: 25,
  dims: 64,
  within: 0.6,
  between: 0.4,
  artistsPerCluster: 25,
  seed: 9,
})
const itemIds = tracks.map(({ id }) => id)
const embeddings = tracks.map(({ embedding }) => embedding)
const isCold = (id: string) => Number(id.slice(id.indexOf('t') + 1)) % 5 === 0
const interactions = simulatedListeners(tracks, { listeners: 80, eventsEach: 30, seed: 2, unheard: isCold })
const model = trainHybrid({ interactions, embeddings, itemIds }, OPTIONS)

test('a listener is offered the one track that their group likes and they have not met, without any sound', () => {
  const size = 50
  const board = checkerboard(size)
  const ids = Array.from({ length: size }, (_, i) => `t${i}`)
  const trained = trainHybrid(
    { interactions: board, embeddings: ids.map(() => undefined), itemIds: ids },
    { ...OPTIONS, factors: 8 },
  )
  const snapshot = buildSnapshot({
    version: '1',
    tracks: ids.map((id) => ({ id, artistId: id, addedAtMs: 0 })),
    model: trained,
  })
  for (let listener = 0; listener < size; listener++) {
    const met = ids.filter((_, item) => (listener + item) % 2 === 0 && item !== listener)
    const taste = foldIn(
      snapshot.space,
      met.map((id) => ({ track: snapshot.rowOf.get(id)!, preference: 1, confidence: 1 })),
    )
    const scores = snapshot.space.rows.dot(taste.vector)
    const unmet = ids
      .filter((id) => !met.includes(id))
      .sort((a, b) => scores[snapshot.rowOf.get(b)!] - scores[snapshot.rowOf.get(a)!])
    expect(unmet[0]).toBe(`t${listener}`)
  }
})

test('tracks that nobody has heard are placed by their sound among those that their listeners would like', () => {
  const snapshot = buildSnapshot({ version: '1', tracks, model })
  const warm = tracks.filter(({ id }) => id.startsWith('c2') && !isCold(id)).slice(0, 4)
  const taste = foldIn(
    snapshot.space,
    warm.map(({ id }) => ({ track: snapshot.rowOf.get(id)!, preference: 1, confidence: 4 })),
  )
  const scores = snapshot.space.rows.dot(taste.vector)
  const cold = itemIds.filter(isCold).sort((a, b) => scores[snapshot.rowOf.get(b)!] - scores[snapshot.rowOf.get(a)!])
  expect(cold.slice(0, 4).every((id) => id.startsWith('c2'))).toBe(true)
})

test('evidence moves a track away from its sound: what a group loves is found for it, whatever it sounds like', () => {
  // c3-t1 sounds like its cluster, but is loved by the listeners of cluster 0 and nobody else
  const odd = itemIds.indexOf('c3-t1')
  const entries = simulatedListeners(tracks, { listeners: 80, eventsEach: 30, seed: 2 })
  for (let listener = 0; listener < 80; listener++)
    for (let at = entries.starts[listener]; at < entries.starts[listener + 1]; at++)
      if (entries.indices[at] === odd) entries.preference[at] = listener % 4 === 0 ? 1 : -1
  const trained = trainHybrid({ interactions: entries, embeddings, itemIds }, OPTIONS)
  const snapshot = buildSnapshot({ version: '1', tracks, model: trained })
  const fan = (cluster: string) =>
    foldIn(
      snapshot.space,
      itemIds
        .filter((id) => id.startsWith(cluster))
        .slice(2, 8)
        .map((id) => ({ track: snapshot.rowOf.get(id)!, preference: 1, confidence: 4 })),
    )
  const score = (cluster: string) => snapshot.space.rows.dot(fan(cluster).vector)[odd]
  expect(score('c0')).toBeGreaterThan(score('c3'))
})

test('training is reproducible, reports its progress, and its error falls', () => {
  const errors: number[] = []
  const again = trainHybrid(
    { interactions, embeddings, itemIds },
    { ...OPTIONS, onProgress: ({ error }) => errors.push(error) },
  )
  expect(again).toEqual(model)
  expect(errors).toHaveLength(OPTIONS.iterations)
  expect(errors.at(-1)!).toBeLessThan(errors[0])
  expect(errors.at(-1)!).toBeLessThan(0.2)
})

test('a warm start goes on where the last training ended', () => {
  const errors: number[] = []
  trainHybrid(
    { interactions, embeddings, itemIds },
    { ...OPTIONS, iterations: 1, warmStart: model, onProgress: ({ error }) => errors.push(error) },
  )
  const cold: number[] = []
  trainHybrid(
    { interactions, embeddings, itemIds },
    { ...OPTIONS, iterations: 1, onProgress: ({ error }) => cold.push(error) },
  )
  expect(errors[0]).toBeLessThan(cold[0])
})

test('a model read back from its bytes gives the same feed; anything else is refused', () => {
  const bytes = encodeHybridModel(model)
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  const read = decodeHybridModel(shifted.subarray(3))
  const query = {
    listenerId: 'ada',
    nowMs: 0,
    limit: 10,
    events: [{ id: 'e', type: 'LIKE' as const, trackId: 'c1-t1', atMs: 0 }],
  }
  const feed = (from: typeof model) => recommendFeed(buildSnapshot({ version: '1', tracks, model: from }), query)
  expect(feed(read)).toEqual(feed(model))
  expect(() => decodeHybridModel(bytes.subarray(0, bytes.length - 4))).toThrow(ModelFileError)
  expect(() => decodeHybridModel(new TextEncoder().encode('SEGUEHM2 but not really'))).toThrow(ModelFileError)
  expect(() => decodeHybridModel(new Uint8Array(3))).toThrow(ModelFileError)
})

test('music of a kind that the model has never met is told apart from the first likes and skips on', () => {
  const all = soundClusters({
    ...{ clusters: 12, tracksPerCluster: 20, dims: 128, within: 0.6, between: 0.4 },
    ...{ artistsPerCluster: 8, artistShare: 0.3, noiseDims: 24, seed: 3 },
  })
  const known = all.slice(0, 200)
  const trained = trainHybrid(
    {
      interactions: simulatedListeners(known, { listeners: 20, eventsEach: 60, seed: 3 }),
      embeddings: known.map(({ embedding }) => embedding),
      itemIds: known.map(({ id }) => id),
    },
    { iterations: 4 },
  )
  const events = ['c10-t1', 'c10-t5', 'c10-t9', 'c11-t1', 'c11-t5', 'c11-t9'].map((trackId, i) => ({
    ...{ id: `e${i}`, trackId, atMs: i },
    ...(i < 3 ? { type: 'LIKE' as const } : { type: 'SKIP' as const, positionMs: 1_000, durationMs: 100_000 }),
  }))
  const snapshot = buildSnapshot({ version: '1', tracks: all, model: trained })
  const { items } = recommendFeed(snapshot, { listenerId: 'ada', nowMs: 0, limit: 10, events })
  expect(items.filter(({ trackId }) => trackId.startsWith('c10')).length).toBeGreaterThanOrEqual(8)
})

test('events of tracks that have left the catalogue are passed over', () => {
  const snapshot = buildSnapshot({ version: '1', tracks, model })
  const feed = recommendFeed(snapshot, {
    listenerId: 'ada',
    nowMs: 0,
    limit: 5,
    events: [{ id: 'e', type: 'LIKE', trackId: 'gone', atMs: 0 }],
  })
  expect(feed.items).toHaveLength(5)
})
