import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { addCatalogue } from '../setup/add-catalogue.ts'
import { addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let listener: TestListener

beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  await addTracks(server.deps, { clusters: 2, perCluster: 3 })
})
afterAll(() => server?.close())

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for
async function ask(query: string, variables: object = {}, token = listener.token): Promise<any> {
  const { data, errors } = await server.graphql(query, variables, { token })
  expect(errors).toBeUndefined()
  return data
}

describe('an admin', () => {
  let admin: string
  beforeAll(async () => {
    admin = await server.adminToken()
  })

  test('sees how the catalogue is', async () => {
    const { catalogueStatus } = await ask(
      `{ catalogueStatus {
        tracks artists albums listeners events analysed pending failed modelVersion
        tasteModel { id trainedAt events listeners tracks } demo { tracks rendered isRendering }
      } }`,
      {},
      admin,
    )
    const { db } = server.deps
    expect(catalogueStatus).toMatchObject({
      tracks: await db.track.count(),
      artists: await db.artist.count(),
      events: await db.feedbackEvent.count(),
      modelVersion: expect.any(String),
      tasteModel: null,
    })
    const { tracks, analysed, pending, failed } = catalogueStatus
    expect(analysed + pending + failed).toBe(tracks)
  })

  test('deletes a track with its files, and the album and artist that had no other', async () => {
    const { db, storage, catalogue } = server.deps
    const [only, first, second] = await addCatalogue(server.deps, [
      { title: 'Only', artist: 'Lonely', album: 'Alone' },
      { title: 'First', artist: 'Pair', album: 'Both' },
      { title: 'Second', artist: 'Pair', album: 'Both' },
    ])
    const { audioKey } = await db.track.findUniqueOrThrow({ where: { id: only! } })
    await storage.write(audioKey, Readable.from([Buffer.from('sound')]))
    await catalogue.refresh()
    expect(catalogue.current().rowOf.has(only!)).toBe(true)
    const changed = new Promise<void>((resolve) => {
      const end = catalogue.onChange(() => {
        if (catalogue.current().rowOf.has(only!)) return
        end()
        resolve()
      })
    })
    const DELETE = `mutation ($id: ID!) {
      deleteTrack(id: $id) { __typename ... on DeleteTrackPayload { id } ... on UserError { code } }
    }`
    const id = globalId('Track', only!)
    expect((await ask(DELETE, { id }, admin)).deleteTrack).toEqual({ __typename: 'DeleteTrackPayload', id })
    await changed
    await expect(storage.size(audioKey)).rejects.toThrow('does not exist')
    expect(await db.artist.count({ where: { name: 'Lonely' } })).toBe(0)
    expect(await db.album.count({ where: { title: 'Alone' } })).toBe(0)
    await ask(DELETE, { id: globalId('Track', first!) }, admin)
    expect(await db.album.count({ where: { title: 'Both', tracks: { some: { id: second! } } } })).toBe(1)
    expect((await ask(DELETE, { id }, admin)).deleteTrack).toEqual({ __typename: 'NotFoundError', code: 'NOT_FOUND' })
    const { errors } = await server.graphql(DELETE, { id: globalId('Track', second!) }, listener)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await db.track.count({ where: { id: second! } })).toBe(1)
  })

  test('has a failed analysis tried again', async () => {
    const [trackId] = await addCatalogue(server.deps, [{ title: 'Again', artist: 'Retry' }])
    await server.deps.db.analysisFailure.create({
      data: { trackId: trackId!, modelVersion: 'any', code: 'CORRUPT_AUDIO', message: 'The file is broken.' },
    })
    const RETRY = `mutation ($id: ID!) { retryAnalysis(trackId: $id) {
      __typename ... on RetryAnalysisPayload { track { id title analysisState } }
    } }`
    const { retryAnalysis } = await ask(RETRY, { id: globalId('Track', trackId!) }, admin)
    expect(retryAnalysis.track).toEqual({ id: globalId('Track', trackId!), title: 'Again', analysisState: 'PENDING' })
    expect((await ask(RETRY, { id: globalId('Artist', trackId!) }, admin)).retryAnalysis.__typename).toBe(
      'NotFoundError',
    )
  })
})
