import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readConfig } from '../../apps/api/src/config.ts'
import { createDeps } from '../../apps/api/src/deps.ts'
import { trainTasteModel } from '../../apps/api/src/training/train-taste-model.ts'
import { type AddedTrack, addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let other: Awaited<ReturnType<typeof createDeps>>
let admin: string
let tracks: AddedTrack[]

beforeAll(async () => {
  server = await startTestServer({ SEGUE_RETRAIN_AFTER_EVENTS: '60' })
  tracks = await addTracks(server.deps, { clusters: 3, perCluster: 10 })
  admin = await server.adminToken()
  other = await createDeps(readConfig({ NODE_ENV: 'test', ...server.env }))
})
afterAll(async () => {
  await other?.close()
  await server?.close()
})

/** Every listener likes tracks of one cluster; each call adds further listeners. */
async function listen(listeners = 12) {
  const ids = await Promise.all(Array.from({ length: listeners }, async () => (await server.signUp()).listenerId))
  const events = ids.flatMap((listenerId, i) =>
    tracks
      .filter(({ cluster }, place) => cluster === i % 3 && (place + i) % 4 !== 0)
      .map(({ id }) => ({
        listenerId,
        clientEventId: randomUUID(),
        type: 'LIKE' as const,
        trackId: id,
        occurredAt: new Date(),
      })),
  )
  await server.deps.db.feedbackEvent.createMany({ data: events })
}

async function train() {
  await listen()
  return trainTasteModel(server.deps)
}

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for
async function ask(query: string): Promise<any> {
  const { data, errors } = await server.graphql(query, {}, { token: admin })
  expect(errors).toBeUndefined()
  return data
}

const VERSION = '{ version trainedAt sizeBytes isLive isPinned holds ndcg recall judges events listeners tracks }'
const versions = async () =>
  (await ask(`{ tasteModels ${VERSION} }`)).tasteModels as { version: number; isLive: boolean; isPinned: boolean }[]
const liveVersion = async () => (await versions()).find(({ isLive }) => isLive)?.version

/** Which model the catalogue of another process recommends by, once that is the one that is waited for. */
async function otherHas(version: number) {
  const { catalogue } = other.deps
  const has = () => catalogue.current().version.startsWith(`${version}.`)
  if (has()) return
  await new Promise<void>((resolve) => {
    const end = catalogue.onChange(() => {
      if (!has()) return
      end()
      resolve()
    })
  })
}

test('before the first training there is no version', async () => {
  expect(await versions()).toEqual([])
})

test('versions are listed, newest first, with what they are and how they did', async () => {
  expect((await train()).state).toBe('live')
  expect((await train()).state).toBe('live')
  const [second, first, ...rest] = await versions()
  expect(rest).toEqual([])
  expect(second).toMatchObject({ isLive: true, isPinned: false, holds: true, tracks: 30, listeners: 24 })
  expect(first).toMatchObject({ isLive: false, isPinned: false, holds: true, tracks: 30, listeners: 12 })
  expect(second!.version).toBeGreaterThan(first!.version)
  expect(second).toMatchObject({ sizeBytes: expect.any(Number), trainedAt: expect.any(String) })
})

test('an earlier version goes live in every process, and newer ones wait until it is released', async () => {
  const [second, first] = (await versions()).map(({ version }) => version)
  await otherHas(second!)
  const { rollBackTasteModel } = await ask(`mutation { rollBackTasteModel(version: ${first}) {
    __typename ... on RollBackTasteModelPayload { tasteModels ${VERSION} } ... on UserError { code }
  } }`)
  expect(rollBackTasteModel.tasteModels.map((model: object) => model)).toMatchObject([
    { version: second, isLive: false, isPinned: false },
    { version: first, isLive: true, isPinned: true },
  ])
  await otherHas(first!)

  const third = await train()
  expect(third).toMatchObject({ state: 'waiting' })
  expect(await liveVersion()).toBe(first)

  await ask(`mutation { releaseTasteModel { tasteModels ${VERSION} } }`)
  const [newest] = await versions()
  expect(newest).toMatchObject({ isLive: true, isPinned: false })
  await otherHas(newest!.version)
  expect((await train()).state).toBe('live')
})

test('a version that is not there cannot be gone back to', async () => {
  const before = await liveVersion()
  const { rollBackTasteModel } = await ask(
    'mutation { rollBackTasteModel(version: 99999) { __typename ... on UserError { code message } } }',
  )
  expect(rollBackTasteModel).toEqual({
    __typename: 'NotFoundError',
    code: 'NOT_FOUND',
    message: 'Version 99999 does not exist.',
  })
  expect(await liveVersion()).toBe(before)
})

test('who is no admin neither sees nor changes versions', async () => {
  const { token } = await server.signUp()
  for (const query of [
    '{ tasteModels { version } }',
    'mutation { rollBackTasteModel(version: 1) { __typename } }',
    'mutation { releaseTasteModel { __typename } }',
  ]) {
    const { errors } = await server.graphql(query, {}, { token })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  }
})
