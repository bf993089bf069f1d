import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { addCatalogue } from '../../../../test/setup/add-catalogue.ts'
import { type AddedTrack, addTracks } from '../../../../test/setup/add-tracks.ts'
import { startTestServer, type TestServer } from '../../../../test/setup/start-test-server.ts'
import { holdsAgainst } from './fit-taste-model.ts'
import { trainTasteModel } from './train-taste-model.ts'

let server: TestServer
let tracks: AddedTrack[]

beforeAll(async () => {
  server = await startTestServer({ SEGUE_RETRAIN_AFTER_EVENTS: '100' })
  tracks = await addTracks(server.deps, { clusters: 4, perCluster: 12 })
})
afterAll(() => server?.close())

/** Each listener enjoys one cluster; what they do is interleaved, as it would be in life. */
async function addListening({ listeners, rounds }: { listeners: number; rounds: number }) {
  const ids = await Promise.all(Array.from({ length: listeners }, async () => (await server.signUp()).listenerId))
  const data = Array.from({ length: rounds }, (_, round) =>
    ids.flatMap((listenerId, listener) => {
      const cluster = tracks.filter((track) => track.cluster === listener % 4)
      const track = cluster[(round * 5 + listener) % cluster.length]!
      return {
        listenerId,
        clientEventId: randomUUID(),
        type: 'LIKE' as const,
        trackId: track.id,
        occurredAt: new Date(),
      }
    }),
  ).flat()
  await server.deps.db.feedbackEvent.createMany({ data })
}

test('without events there is nothing to train', async () => {
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
})

test('enough new events make a model that goes live, in every process at once', async () => {
  await addListening({ listeners: 24, rounds: 8 })
  const outcome = await trainTasteModel(server.deps)
  expect(outcome.state).toBe('live')
  const live = await server.deps.db.tasteModel.findFirst({ where: { isLive: true } })
  expect(live).toMatchObject({ events: 192, listeners: 24, tracks: 48 })
  expect(live!.report).toMatchObject({ holds: true, dims: 32 })
  await server.deps.catalogue.refresh()
  const snapshot = server.deps.catalogue.current()
  expect(snapshot.model?.itemIds).toHaveLength(48)
  expect(snapshot.popularity.reduce((sum, listeners) => sum + listeners, 0)).toBe(192)
})

test('the model foretells what its listeners went on to like', async () => {
  const live = await server.deps.db.tasteModel.findFirstOrThrow({ where: { isLive: true } })
  const { candidate } = live.report as unknown as { candidate: { recall: number; listeners: number } }
  expect(candidate.listeners).toBeGreaterThan(5)
  expect(candidate.recall).toBeGreaterThan(0.9)
})

test('nothing is trained again while nothing happens, and a private session teaches nothing', async () => {
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
  const { listenerId } = await server.signUp()
  await server.deps.db.feedbackEvent.createMany({
    data: Array.from({ length: 150 }, (_, i) => ({
      listenerId,
      clientEventId: randomUUID(),
      type: 'LIKE' as const,
      trackId: tracks[i % tracks.length]!.id,
      occurredAt: new Date(),
      isPrivate: true,
    })),
  })
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
})

test('only the last five versions are kept, and exactly one is live', async () => {
  const earlier = {
    lastSequence: 1n,
    events: 1,
    listeners: 1,
    tracks: 1,
    weights: new Uint8Array(8),
    report: { dims: 32 },
  }
  await server.deps.db.tasteModel.createMany({ data: Array.from({ length: 6 }, () => earlier) })
  await addListening({ listeners: 13, rounds: 8 })
  expect((await trainTasteModel(server.deps)).state).toBe('live')
  const models = await server.deps.db.tasteModel.findMany({ orderBy: { id: 'asc' } })
  expect(models.map(({ isLive }) => isLive)).toEqual([false, false, false, false, true])
})

test('a large import is learned once all of it has been listened to, without any new signal', async () => {
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
  await addTracks(server.deps, { clusters: 2, perCluster: 4 })
  const [unheard] = await addCatalogue(server.deps, [{ title: 'Not yet heard', artist: 'Somebody' }])
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
  await server.deps.db.track.delete({ where: { id: unheard! } })
  const outcome = await trainTasteModel(server.deps)
  expect(['live', 'rejected']).toContain(outcome.state)
  const newest = await server.deps.db.tasteModel.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(newest.report).toMatchObject({ sounds: 56 })
  expect(await trainTasteModel(server.deps)).toEqual({ state: 'not due' })
})

test('a model that foretells worse than the live one does not replace it', () => {
  const live = judgement(Array(100).fill(0.4))
  expect(holdsAgainst(judgement(Array(100).fill(0.3)), live)).toBe(false)
  expect(holdsAgainst(judgement(Array(100).fill(0.39)), live)).toBe(true)
  expect(holdsAgainst(judgement([0.1, 0.1]), judgement([0.4, 0.4]))).toBe(true)
})

test('a few listeners with unlucky lists do not turn a model down, the same loss of many does', () => {
  const luck = (listeners: number) => Array.from({ length: listeners }, (_, i) => (i % 8 === 0 ? 0.1 : 0.4))
  expect(holdsAgainst(judgement(luck(8)), judgement(Array(8).fill(0.4)))).toBe(true)
  expect(holdsAgainst(judgement(luck(800)), judgement(Array(800).fill(0.4)))).toBe(false)
})

function judgement(ndcgs: number[]) {
  const ndcg = ndcgs.reduce((sum, value) => sum + value, 0) / ndcgs.length
  return { score: { recall: 0.5, ndcg, listeners: ndcgs.length }, ndcgs }
}
