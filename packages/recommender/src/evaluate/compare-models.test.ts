import { expect, test } from '@jest/globals'
import { adaptationCurve } from './adaptation.ts'
import { compareModels, fitModels } from './compare-models.ts'
import type { ListeningData } from './listening-data.ts'
import { simulatedListeners } from './simulated-listeners.ts'
import { soundClusters } from './sound-clusters.ts'
import { MissingTimesError, splitEachListener, splitItems, splitListeners } from './splits.ts'

const tracks = soundClusters({
  ...{ clusters: 6, tracksPerCluster: 50, dims: 24, within: 0.6, between: 0.4, artistsPerCluster: 10 },
  seed: 21,
})
const embeddings = tracks.map(({ embedding }) => embedding)
const itemNames = tracks.map(({ id }) => id)

/** What each simulated listener likes of what they meet, in the order of its number. */
const data: ListeningData = (() => {
  const { starts, indices, preference, rows } = simulatedListeners(tracks, { listeners: 90, eventsEach: 120, seed: 4 })
  const liked: { listener: number; item: number }[] = []
  for (let listener = 0; listener < rows; listener++)
    for (let at = starts[listener]; at < starts[listener + 1]; at++)
      if (preference[at] > 0) liked.push({ listener, item: indices[at] })
  return {
    ...{ listeners: rows, items: tracks.length, kind: 'counts' as const },
    listener: Int32Array.from(liked, ({ listener }) => listener),
    item: Int32Array.from(liked, ({ item }) => item),
    value: new Float64Array(liked.length).fill(1),
    atMs: undefined,
  }
})()

test('each listener keeps four fifths of their entries, and no entry is on both sides', () => {
  const { train, heldOut } = splitEachListener(data, { seed: 1, share: 0.2, order: 'random' })
  expect(train.listener.length + heldOut.listener.length).toBe(data.listener.length)
  const pairs = (part: ListeningData) => new Set(Array.from(part.listener, (u, e) => `${u} ${part.item[e]}`))
  expect([...pairs(train)].filter((pair) => pairs(heldOut).has(pair))).toEqual([])
  expect(heldOut.listener.length / data.listener.length).toBeCloseTo(0.2, 1)
  expect(() => splitEachListener(data, { seed: 1, share: 0.2, order: 'temporal' })).toThrow(MissingTimesError)
})

test('a temporal split holds out the last entries', () => {
  const timed = { ...data, atMs: Float64Array.from(data.item, (item) => (item * 7919) % 1000) }
  const { train, heldOut } = splitEachListener(timed, { seed: 1, share: 0.2, order: 'temporal' })
  for (let listener = 0; listener < data.listeners; listener++) {
    const times = (part: ListeningData) => [...part.atMs!].filter((_, e) => part.listener[e] === listener)
    expect(Math.min(...times(heldOut))).toBeGreaterThanOrEqual(Math.max(...times(train)))
  }
})

test('tracks that nobody has met are found by the hybrid model three times as often as by popularity', () => {
  const split = splitItems(data, { seed: 1, share: 0.2 })
  const results = compareModels({ split, itemNames, embeddings, order: 'random', only: ['popularity', 'hybrid'] })
  const [popularity, hybrid] = results.map(({ scores }) => scores['recall@20'])
  expect(hybrid).toBeGreaterThan(3 * popularity)
})

test('listeners whom the model has never seen are known better with every event', () => {
  const split = splitListeners(data, { seed: 1, share: 0.2, order: 'random' })
  const [{ model }] = fitModels({ split, itemNames, embeddings, order: 'random', only: ['hybrid'] }, {})
  const curve = adaptationCurve(model, { split, negatives: false })
  expect(curve[1]).toBeGreaterThan(2 * curve[0])
  expect(curve[10]).toBeGreaterThan(curve[1])
})
