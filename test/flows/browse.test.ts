import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import pg from 'pg'
import { globalId } from '../../apps/api/src/global-id.ts'
import { addCatalogue } from '../setup/add-catalogue.ts'
import { type AddedTrack, addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let listener: TestListener
let heard: AddedTrack[]

beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  heard = await addTracks(server.deps, { clusters: 2, perCluster: 30 })
})
afterAll(() => server?.close())

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for
async function ask(query: string, variables: object = {}, token = listener.token): Promise<any> {
  const { data, errors } = await server.graphql(query, variables, { token })
  expect(errors).toBeUndefined()
  return data
}

async function record(event: object) {
  const { recordFeedback } = await ask(
    `mutation ($events: [FeedbackInput!]!) {
      recordFeedback(events: $events) { __typename ... on UserError { message } }
    }`,
    { events: [event] },
  )
  expect(recordFeedback).toEqual({ __typename: 'RecordFeedbackPayload' })
}

const on = (track: AddedTrack, event: object) => ({
  clientEventId: randomUUID(),
  trackId: globalId('Track', track.id),
  ...event,
})

describe('ids', () => {
  const lookUps = '{ track(id: $id) { title } artist(id: $id) { name } album(id: $id) { title } }'

  test('find what they name, by kind or as a node', async () => {
    const id = globalId('Track', heard[0]!.id)
    const { track, node } = await ask(
      'query ($id: ID!) { track(id: $id) { id title } node(id: $id) { __typename id ... on Track { title artist { name } } } }',
      { id },
    )
    expect(track).toEqual({ id, title: heard[0]!.title })
    expect(node).toMatchObject({
      __typename: 'Track',
      id,
      title: heard[0]!.title,
      artist: { name: expect.any(String) },
    })
  })

  test('of another kind, of nothing, or no ids at all find nothing', async () => {
    const track = heard[0]!.id
    for (const id of [
      globalId('Listener', track),
      globalId('Track', randomUUID()),
      track,
      '',
      'x',
      'VHJhY2s6',
      '\u0000',
    ])
      expect(await ask(`query ($id: ID!) ${lookUps}`, { id })).toEqual({ track: null, artist: null, album: null })
    const { artist, album } = await ask(`query ($id: ID!) ${lookUps}`, { id: globalId('Track', track) })
    expect({ artist, album }).toEqual({ artist: null, album: null })
  })

  test('that are none are refused by node', async () => {
    const notOurs = Buffer.from('Genre:rock').toString('base64')
    for (const id of ['', 'x', notOurs, Buffer.from('Track:1').toString('base64')]) {
      const { data, errors } = await server.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, listener)
      expect(data).toEqual({ node: null })
      expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT')
    }
    expect(await ask('query ($id: ID!) { node(id: $id) { id } }', { id: globalId('Album', randomUUID()) })).toEqual({
      node: null,
    })
  })

  test('show a listener to nobody but themselves and admins', async () => {
    const id = globalId('Listener', listener.listenerId)
    const query = 'query ($id: ID!) { node(id: $id) { ... on Listener { email } } }'
    const stranger = await server.signUp()
    expect(await ask(query, { id })).toEqual({ node: { email: listener.email } })
    expect(await ask(query, { id }, stranger.token)).toEqual({ node: null })
    expect(await ask(query, { id }, await server.adminToken())).toEqual({ node: { email: listener.email } })
  })
})

test.each([
  'track(id: "x") { id }',
  'tracks { totalCount }',
  'artist(id: "x") { id }',
  'artists { id }',
  'album(id: "x") { id }',
  'genres { name }',
  'genre(name: "rock") { name }',
  'history { pageInfo { hasNextPage } }',
  'catalogueStatus { tracks }',
  'node(id: "VHJhY2s6MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw") { id }',
])('only those who are signed in may ask for %s', async (field) => {
  const { errors } = await server.graphql(`{ ${field} }`)
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})

describe('a list of tracks', () => {
  const PAGE = `query ($first: Int, $after: String) {
    tracks(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
    }
  }`

  test('is complete and without duplicates, page by page, while tracks are added and removed', async () => {
    const sameInstant = new Date('2020-01-01T00:00:00.000Z')
    const old = await addCatalogue(
      server.deps,
      Array.from({ length: 25 }, (_, place) => ({ title: `Old ${place}`, artist: 'Old', createdAt: sameInstant })),
    )
    const [removed, ...expected] = [...heard.map((track) => track.id), ...old]
    const seen: string[] = []
    let after: string | undefined
    for (let page = 0; ; page++) {
      const { tracks } = await ask(PAGE, { first: 7, after })
      seen.push(...tracks.edges.map((edge: { node: { id: string } }) => edge.node.id))
      expect(tracks.pageInfo.hasPreviousPage).toBe(page > 0)
      expect(tracks.pageInfo.endCursor).toBe(tracks.edges.at(-1).cursor)
      if (page === 0) await server.deps.db.track.delete({ where: { id: removed } })
      await addCatalogue(server.deps, [{ title: `New ${page}`, artist: 'New' }])
      if (!tracks.pageInfo.hasNextPage) break
      after = tracks.pageInfo.endCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(expected.map((id) => globalId('Track', id))))
    expect(seen.length).toBeLessThanOrEqual(expected.length + 1)
  })

  test('knows its length, and has at most 100 on a page', async () => {
    const { tracks } = await ask(PAGE, { first: 1 })
    expect(tracks.totalCount).toBe(await server.deps.db.track.count())
    for (const first of [-1, 0, 101, 2_147_483_647]) {
      const { errors } = await server.graphql(PAGE, { first }, listener)
      expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT')
    }
  })

  test('refuses cursors of other lists', async () => {
    for (const after of ['x', '', Buffer.from('1 2').toString('base64url'), `${'9'.repeat(300)}`]) {
      const { data, errors } = await server.graphql(PAGE, { after }, listener)
      if (after === '') expect(data.tracks.pageInfo.hasPreviousPage).toBe(false)
      else expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT')
    }
  })

  test('can be of those that wait for their analysis, or whose analysis failed', async () => {
    const [waiting, broken] = await addCatalogue(server.deps, [
      { title: 'Waiting', artist: 'States', taggedGenre: 'polka' },
      { title: 'Broken', artist: 'States' },
    ])
    await server.deps.db.analysisFailure.create({
      data: { trackId: broken!, modelVersion: 'any', code: 'CORRUPT_AUDIO', message: 'The file is broken.' },
    })
    const STATE = `query ($state: AnalysisState) { tracks(first: 100, state: $state) { edges { node {
      id genre analysisState analysisError analysis { genre }
    } } } }`
    const inState = async (state: string) => {
      const { tracks } = await ask(STATE, { state })
      return tracks.edges.map((edge: { node: object }) => edge.node)
    }
    const pending = await inState('PENDING')
    expect(pending).toContainEqual({
      id: globalId('Track', waiting!),
      genre: 'polka',
      analysisState: 'PENDING',
      analysisError: null,
      analysis: null,
    })
    expect(pending.some((track: { id: string }) => track.id === globalId('Track', broken!))).toBe(false)
    expect(await inState('FAILED')).toEqual([
      {
        id: globalId('Track', broken!),
        genre: null,
        analysisState: 'FAILED',
        analysisError: 'The file is broken.',
        analysis: null,
      },
    ])
    const done = await inState('DONE')
    expect(done).toHaveLength(await server.deps.db.trackAnalysis.count())
    expect(done[0]).toMatchObject({ analysisState: 'DONE', genre: 'unknown', analysis: { genre: 'unknown' } })
  })
})

test('artists, albums and genres know their tracks', async () => {
  await addCatalogue(server.deps, [
    { title: 'One', artist: 'Trio', album: 'First', taggedGenre: 'ska' },
    { title: 'Two', artist: 'Trio', album: 'First', taggedGenre: 'dub' },
    { title: 'Three', artist: 'Trio', taggedGenre: 'ska' },
  ])
  const { genres, artists, genre } = await ask(`{
    genres { name trackCount }
    genre(name: "ska") { name trackCount artworkUrl tracks { totalCount edges { node { title } } } }
    artists(first: 100) {
      id name trackCount genres
      albums { title artist { name } tracks { title } }
      tracks(first: 2) { totalCount pageInfo { hasNextPage } }
    }
  }`)
  expect(genres).toContainEqual({ name: 'dub', trackCount: 1 })
  expect(genre).toMatchObject({ name: 'ska', trackCount: 2, tracks: { totalCount: 2 } })
  expect(genre.tracks.edges.map((edge: { node: { title: string } }) => edge.node.title).sort()).toEqual([
    'One',
    'Three',
  ])
  expect(artists.find((artist: { name: string }) => artist.name === 'Trio')).toMatchObject({
    trackCount: 3,
    genres: ['ska', 'dub'],
    albums: [{ title: 'First', artist: { name: 'Trio' }, tracks: [{ title: 'One' }, { title: 'Two' }] }],
    tracks: { totalCount: 3, pageInfo: { hasNextPage: true } },
  })
  expect((await ask('{ genre(name: "no such genre") { name } }')).genre).toBeNull()
})

test('similar tracks sound like the track, by any metric, and never include it', async () => {
  const seed = heard[5]!
  const clusterOf = new Map(heard.map((track) => [globalId('Track', track.id), track.cluster]))
  for (const metric of ['COSINE', 'EUCLIDEAN', 'CORRELATION']) {
    const { track } = await ask(
      `query ($id: ID!, $metric: SimilarityMetric) {
        track(id: $id) { similarTracks(first: 8, metric: $metric) { similarity track { id title artist { name } } } }
      }`,
      { id: globalId('Track', seed.id), metric },
    )
    expect(track.similarTracks).toHaveLength(8)
    for (const similar of track.similarTracks) {
      expect(clusterOf.get(similar.track.id)).toBe(seed.cluster)
      expect(similar.track.id).not.toBe(globalId('Track', seed.id))
    }
    const values = track.similarTracks.map((similar: { similarity: number }) => similar.similarity)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  }
})

describe('what a listener did', () => {
  const MINE = `query ($id: ID!) { track(id: $id) { mine { liked disliked rating playCount lastPlayedAt } } }`
  const mine = async (track: AddedTrack, token = listener.token) =>
    (await ask(MINE, { id: globalId('Track', track.id) }, token)).track.mine
  const nothing = { liked: false, disliked: false, rating: null, playCount: 0, lastPlayedAt: null }

  test('is shown with the track at once, to them alone, and can be taken back', async () => {
    const track = heard[10]!
    expect(await mine(track)).toEqual(nothing)
    const playedAt = new Date(Date.now() - 60_000).toISOString()
    const like = on(track, { type: 'LIKE' })
    await record(like)
    await record(on(track, { type: 'RATE', rating: 4 }))
    await record(on(track, { type: 'PLAY', playedMs: 200_000, durationMs: 200_000, at: playedAt }))
    expect(await mine(track)).toEqual({
      liked: true,
      disliked: false,
      rating: 4,
      playCount: 1,
      lastPlayedAt: playedAt,
    })
    expect(await mine(track, (await server.signUp()).token)).toEqual(nothing)
    const undo = { clientEventId: randomUUID(), type: 'UNDO', undoes: like.clientEventId }
    await record(undo)
    expect((await mine(track)).liked).toBe(false)
    await record({ clientEventId: randomUUID(), type: 'UNDO', undoes: undo.clientEventId })
    expect((await mine(track)).liked).toBe(true)
    await record(on(track, { type: 'DISLIKE' }))
    expect(await mine(track)).toMatchObject({ liked: false, disliked: true })
  })

  test('is in their history, newest first, with what was taken back marked', async () => {
    const someone = await server.signUp()
    const asSomeone = async (event: object) =>
      ask(
        'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { __typename } }',
        { events: [event] },
        someone.token,
      )
    const events = Array.from({ length: 12 }, (_, place) =>
      on(heard[place + 20]!, {
        type: place % 2 ? 'LIKE' : 'SKIP',
        positionMs: 1_000,
        durationMs: 200_000,
        context: 'RADIO',
      }),
    )
    for (const event of events) await asSomeone(event)
    const undo = { clientEventId: randomUUID(), type: 'UNDO', undoes: events[3]!.clientEventId }
    await asSomeone(undo)

    const entries: { id: string; type: string; undone: boolean; context: string; track: { id: string } }[] = []
    let after: string | null = null
    do {
      const { history } = await ask(
        `query ($after: String) { history(first: 5, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { id type undone context at playedMs positionMs rating track { id title } } }
        } }`,
        { after },
        someone.token,
      )
      entries.push(...history.edges.map((edge: { node: object }) => edge.node))
      after = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null
    } while (after)
    expect(entries.map((entry) => entry.id)).toEqual(events.map((event) => event.clientEventId).reverse())
    expect(entries.filter((entry) => entry.undone).map((entry) => entry.id)).toEqual([events[3]!.clientEventId])
    expect(entries[0]).toMatchObject({ type: 'LIKE', context: 'RADIO', track: { id: events.at(-1)!.trackId } })

    await asSomeone({ clientEventId: randomUUID(), type: 'UNDO', undoes: undo.clientEventId })
    const { history } = await ask('{ history { edges { node { undone } } } }', {}, someone.token)
    expect(history.edges.every((edge: { node: { undone: boolean } }) => !edge.node.undone)).toBe(true)
  })

  test('changes what the same request shows after it', async () => {
    const track = heard[30]!
    const { recordFeedback } = await ask(
      `mutation ($events: [FeedbackInput!]!) {
        recordFeedback(events: $events) { ... on RecordFeedbackPayload { tracks { id mine { liked } } } }
      }`,
      { events: [on(track, { type: 'LIKE' })] },
    )
    expect(recordFeedback.tracks).toEqual([{ id: globalId('Track', track.id), mine: { liked: true } }])
  })
})

test('a page of 50 tracks with all that belongs to them needs a handful of statements, like a page of 5', async () => {
  await record(on(heard[1]!, { type: 'LIKE' }))
  const statements = (first: number) =>
    countStatements(() =>
      ask(
        `query ($first: Int) { tracks(first: $first) {
          totalCount
          edges { node {
            id title genre artworkUrl streamUrl analysisState analysisError
            artist { id name trackCount genres }
            album { id title artworkUrl artist { name } }
            mine { liked disliked rating playCount lastPlayedAt }
            analysis { genre waveform genreScores { label probability } segments { label } }
          } }
        } }`,
        { first },
      ),
    )
  const few = await statements(5)
  expect(await statements(50)).toBe(few)
  expect(few).toBeGreaterThan(3)
  expect(few).toBeLessThanOrEqual(16)
})

const CATALOGUE_TABLES = /"(Track|Artist|Album|TrackAnalysis|AnalysisFailure|FeedbackEvent)"/

/** What the driver sends to the database while `work` runs, as far as it concerns the catalogue. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(pg.Client.prototype, 'query')
  await work()
  const texts = query.mock.calls.map(([statement]: unknown[]) =>
    typeof statement === 'string' ? statement : (statement as { text: string }).text,
  )
  query.mockRestore()
  return texts.filter((text) => CATALOGUE_TABLES.test(text)).length
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
