import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { addTracks } from '../../../test/setup/add-tracks.ts'
import { startTestServer, type TestServer } from '../../../test/setup/start-test-server.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await addTracks(server.deps, { clusters: 2, perCluster: 5 })
})
afterAll(() => server?.close())

/** Inserted behind the catalogue's back. */
async function insertTrack({ dims = 32 } = {}) {
  const { db } = server.deps
  const id = randomUUID()
  const artist = await db.artist.create({ data: { name: `Artist ${id}`, nameKey: id } })
  await db.track.create({
    data: {
      id,
      artistId: artist.id,
      title: `Song ${id}`,
      contentHash: id,
      audioKey: `audio/${id}`,
      mimeType: 'audio/mpeg',
      sizeBytes: 1n,
      durationMs: 180_000,
      fileName: 'x.mp3',
      analysis: {
        create: {
          modelVersion: 'synthetic-1',
          embedding: new Uint8Array(Float32Array.from({ length: dims }, (_, i) => i + 1).buffer),
          genre: 'dub',
          genreScores: [],
          waveform: new Uint8Array(4),
        },
      },
    },
  })
  return id
}

async function until(catalogue: Catalogue, isReached: () => boolean) {
  while (!isReached())
    await new Promise<void>((resolve) => {
      const end = catalogue.onChange(() => {
        end()
        resolve()
      })
    })
}

test('a track that a notice names is taken in, one that is gone is left out; earlier snapshots stay as they were', async () => {
  const { catalogue, notices, db } = server.deps
  const before = catalogue.current()
  const id = await insertTrack()
  await notices.publish('catalogue-changed', { trackIds: [id] })
  await until(catalogue, () => catalogue.current().rowOf.has(id))
  const during = catalogue.current()
  expect(during.size).toBe(before.size + 1)
  expect(during.genreNames[during.genres[during.rowOf.get(id)!]!]).toBe('dub')
  await db.track.delete({ where: { id } })
  await notices.publish('catalogue-changed', { trackIds: [id] })
  await until(catalogue, () => !catalogue.current().rowOf.has(id))
  expect(catalogue.current().ids).toEqual(before.ids)
  expect(before.rowOf.has(id)).toBe(false)
  expect(during.rowOf.has(id)).toBe(true)
})

test('a burst of notices is taken in together', async () => {
  const { catalogue, notices } = server.deps
  let swaps = 0
  const end = catalogue.onChange(() => swaps++)
  const ids = await Promise.all(Array.from({ length: 30 }, () => insertTrack()))
  await Promise.all(ids.map((id) => notices.publish('catalogue-changed', { trackIds: [id] })))
  await until(catalogue, () => ids.every((id) => catalogue.current().rowOf.has(id)))
  end()
  expect(swaps).toBeLessThan(10)
})

test('what no notice told is found by the next check', async () => {
  const { db, notices, log } = server.deps
  const catalogue = await createCatalogue({ db, notices, log, settleMs: 1, checkMs: 50 })
  const id = await insertTrack()
  await until(catalogue, () => catalogue.current().rowOf.has(id))
  expect(catalogue.current().rowOf.has(id)).toBe(true)
  await catalogue.close()
})

test('two processes come to the same snapshot', async () => {
  const { db, notices, log, catalogue } = server.deps
  await catalogue.refresh()
  const other = await createCatalogue({ db, notices, log })
  expect(other.current().version).toBe(catalogue.current().version)
  expect(other.current().ids).toEqual(catalogue.current().ids)
  await other.close()
})

test('a track whose sound has another length than the others’ stays without one until they agree', async () => {
  const { catalogue } = server.deps
  const id = await insertTrack({ dims: 16 })
  await catalogue.refresh()
  const { content, rowOf } = catalogue.current()
  expect(content.dims).toBe(32)
  expect(content.known[rowOf.get(id)!]).toBe(0)
})
