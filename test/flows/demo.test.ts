import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { demoCatalogue } from '../../apps/api/src/demo/demo-catalogue.ts'
import { insertDemoHistory } from '../../apps/api/src/demo/insert-demo-history.ts'
import { removeDemo } from '../../apps/api/src/demo/remove-demo.ts'
import { type SeedOptions, seedDemo } from '../../apps/api/src/demo/seed-demo.ts'
import { DEMO_ADMIN, DEMO_PASSWORD } from '../../apps/api/src/demo-accounts.ts'
import { isPassword } from '../../apps/api/src/password.ts'
import { uploadTrack } from '../../apps/api/src/upload/upload-track.ts'
import { demoListeners } from '../../prisma/seed/demo-listeners.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'

const catalogue = demoCatalogue().slice(0, 4)
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

// The tests are one story: each begins where the one before has ended.

test('the demo begins with music of many kinds', () => {
  const whole = demoCatalogue()
  const genres = new Set(whole.map(({ genre }) => genre))
  expect(genres.size).toBeGreaterThanOrEqual(10)
  expect(new Set(whole.slice(0, genres.size).map(({ genre }) => genre))).toEqual(genres)
  expect(whole.length).toBeGreaterThanOrEqual(120)
})

test('a demo that is interrupted goes on where it was', async () => {
  const stopping = new AbortController()
  const progress: number[] = []
  await seed({
    signal: stopping.signal,
    onProgress: ({ done }) => {
      progress.push(done)
      if (done === 1) stopping.abort()
    },
  })
  const begun = await server.deps.db.track.findMany({ select: { id: true, demoKey: true } })
  expect(begun.length).toBeGreaterThanOrEqual(1)
  expect(begun.length).toBeLessThan(4)
  expect(await server.deps.db.feedbackEvent.count()).toBe(0)

  await seed()
  const tracks = await server.deps.db.track.findMany({ include: { artist: true, album: true } })
  expect(new Set(tracks.map(({ demoKey }) => demoKey))).toEqual(new Set(catalogue.map(({ key }) => key)))
  for (const { id } of begun) expect(tracks.map((track) => track.id)).toContain(id)
  for (const track of tracks) {
    const piece = catalogue.find(({ key }) => key === track.demoKey)!
    expect(track).toMatchObject({ isDemo: true, title: piece.title, taggedGenre: piece.genre, year: piece.year })
    expect(track.artist).toMatchObject({ isDemo: true, name: piece.artist })
    expect(track.album).toMatchObject({ isDemo: true, title: piece.album })
    expect(track.artworkKey).toMatch(/\.(png|jpg)$/)
  }
})

test('its listeners are marked, can sign in, and have a history of what they like', async () => {
  const { db } = server.deps
  const accounts = await db.listener.findMany({ where: { isDemo: true } })
  expect(accounts).toHaveLength(demoListeners().length + 1)
  expect(accounts.filter(({ role }) => role === 'ADMIN').map(({ email }) => email)).toEqual([DEMO_ADMIN.email])
  expect(await isPassword(DEMO_PASSWORD, accounts[0].passwordHash)).toBe(true)
  const events = await db.feedbackEvent.findMany({ orderBy: { sequence: 'asc' } })
  expect(events.length).toBeGreaterThan(500)
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(4)
  const times = events.map(({ occurredAt }) => occurredAt.getTime())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.now())
})

test('its history is the same however often it is made', async () => {
  const { db } = server.deps
  const before = await db.feedbackEvent.count()
  await db.$executeRaw`delete from "FeedbackEvent" where sequence % 3 = 0`
  await insertDemoHistory({ listeners: demoListeners(), catalogue }, server.deps)
  expect(await db.feedbackEvent.count()).toBe(before)
})

test('a complete demo is left alone', async () => {
  const { db } = server.deps
  const before = await db.feedbackEvent.count()
  await seed()
  expect([await db.track.count(), await db.feedbackEvent.count()]).toEqual([4, before])
})

test('removing takes everything that is demo, and nothing else', async () => {
  const { db, config } = server.deps
  const admin = await server.signUp({ role: 'ADMIN' })
  const demo = await db.track.findMany({ include: { artist: true } })
  const shared = demo[0].artist
  const own = await db.track.create({
    data: {
      title: 'Not composed here',
      artistId: shared.id,
      contentHash: 'own',
      audioKey: 'audio/own.mp3',
      mimeType: 'audio/mpeg',
      sizeBytes: 1n,
      durationMs: 1,
      fileName: 'own.mp3',
      uploadedById: admin.listenerId,
    },
  })
  await removeDemo(server.deps)
  expect(await db.track.findMany({ select: { id: true } })).toEqual([{ id: own.id }])
  expect(await db.artist.findMany({ select: { id: true } })).toEqual([{ id: shared.id }])
  expect(await db.album.count()).toBe(0)
  expect(await db.feedbackEvent.count()).toBe(0)
  expect((await db.listener.findMany({ select: { email: true } })).map(({ email }) => email)).toEqual([admin.email])
  for (const { audioKey } of demo) expect(existsSync(path.join(config.dataFolder, 'storage', audioKey))).toBe(false)
})

test('what was removed stays away', async () => {
  await seed()
  expect(await server.deps.db.track.count()).toBe(1)
})

function seed(options: Partial<SeedOptions> = {}) {
  return seedDemo(server.deps, {
    catalogue,
    upload: (bytes, source) => uploadTrack(bytes, source, server.deps),
    ...options,
  })
}
