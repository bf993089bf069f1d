import { randomUUID } from 'node:crypto'
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

test('a page of 50 tracks with all that belongs to them needs a handful of statements, like a page of 5', async () => {
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
