import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { globalId } from '../../apps/api/src/global-id.ts'
import { addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let listener: TestListener
beforeAll(async () => {
  server = await startTestServer()
  listener = await server.signUp()
  await addTracks(server.deps, { clusters: 2, perCluster: 10 })
})
afterAll(() => server?.close())

async function post(body: unknown, contentType = 'application/json') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': contentType, authorization: `Bearer ${listener.token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, answer: await response.json() }
}

const codeOf = async (query: string, variables: object = {}) => {
  const { status, answer } = await post({ query, variables })
  return { status, code: answer.errors?.[0]?.extensions?.code }
}

const nested = (depth: number) => {
  let query = '{ id }'
  for (let level = 0; level < depth; level++) query = level % 2 ? `{ tracks ${query} }` : `{ album ${query} }`
  return query
}

test('a page as rich as the richest of ours is answered', async () => {
  const track = `id title durationMs genre artworkUrl streamUrl isDemo artist { id name } album { id title }
    mine { liked disliked rating playCount } analysis { genre waveform segments { label } }`
  const { status, answer } = await post({
    query: `{ me { id name settings { variety pickedArtists { id name } } }
      feed(first: 50) { tasteDigest edges { node { score impressionId track { ${track} }
        reason { kind text strength tracks { id title } } } } } }`,
  })
  expect(answer.errors).toBeUndefined()
  expect(status).toBe(200)
  expect(answer.data.feed.edges).toHaveLength(20)
})

test('introspection works, for tools that need the schema', async () => {
  const { answer } = await post({ query: getIntrospectionQuery() })
  expect(answer.errors).toBeUndefined()
  expect(answer.data.__schema.queryType.name).toBe('Query')
})

test('a deep query is refused with its depth', async () => {
  const id = globalId('Track', randomUUID())
  expect(await codeOf(`{ track(id: "${id}") ${nested(30)} }`)).toEqual({ status: 400, code: 'QUERY_TOO_DEEP' })
})

test('fragments cannot hide depth or multiply fields', async () => {
  const levels = Array.from(
    { length: 20 },
    (_, i) => `fragment f${i} on Track { album { tracks { ...f${i + 1} } } a${i}: album { tracks { ...f${i + 1} } } }`,
  )
  const query = `{ track(id: "x") { ...f0 } } ${levels.join(' ')} fragment f20 on Track { id }`
  const { status, code } = await codeOf(query)
  expect(status).toBe(400)
  expect(['QUERY_TOO_DEEP', 'QUERY_TOO_COMPLEX']).toContain(code)
  expect((await codeOf('{ me { ...a } } fragment a on Listener { ...b } fragment b on Listener { ...a }')).code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  )
})

test('long lists within long lists are refused before anything is read', async () => {
  const inner = 'artist { tracks(first: 100) { edges { node { similarTracks(first: 100) { track { id title } } } } } }'
  expect(await codeOf(`{ tracks(first: 100) { edges { node { ${inner} } } } }`)).toEqual({
    status: 400,
    code: 'QUERY_TOO_COMPLEX',
  })
})

test('a flood of aliases is refused', async () => {
  const feeds = Array.from({ length: 150 }, (_, i) => `f${i}: feed { tasteDigest }`).join(' ')
  expect(await codeOf(`{ ${feeds} }`)).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' })
  const names = Array.from({ length: 3_000 }, (_, i) => `n${i}: __typename`).join(' ')
  expect((await codeOf(`{ ${names} }`)).status).toBe(400)
})

test('the length of a list cannot be hidden in a variable, nor be negative or huge', async () => {
  const query = 'query ($first: Int) { feed(first: $first) { edges { cursor } } }'
  for (const first of [-1, 0, 101, 2_000_000_000]) expect((await codeOf(query, { first })).code).toBe('INVALID_INPUT')
  const wide = `query ($first: Int) { tracks(first: $first) { edges { node { artist { albums { tracks { artist { albums
    { id } } } } } } } } }`
  expect((await codeOf(wide, { first: 100 })).code).toBe('QUERY_TOO_COMPLEX')
})

test('several operations in one request are refused', async () => {
  const { status, answer } = await post([{ query: '{ me { id } }' }, { query: '{ me { id } }' }])
  expect(status).toBe(400)
  expect(answer.errors[0].message).toContain('batching')
})

test('a body that is too large, no JSON, or of another kind gets a clear answer', async () => {
  const large = await post({ query: `{ me { id } } # ${'x'.repeat(1_100_000)}` })
  expect(large).toMatchObject({ status: 413, answer: { errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] } })
  expect(await post('{"query": ')).toMatchObject({
    status: 400,
    answer: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  })
  expect((await post('<query/>', 'application/xml')).status).toBe(415)
})

test('broken queries and variables are the caller’s faults, told without our insides', async () => {
  expect(await codeOf('{ me {')).toEqual({ status: 400, code: 'GRAPHQL_PARSE_FAILED' })
  expect(await codeOf('{ nothing }')).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  expect(await codeOf('query ($id: ID!) { track(id: $id) { id } }')).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
  const at =
    'mutation ($at: DateTime) { recordFeedback(events: [{ clientEventId: "x", type: LIKE, at: $at }]) { __typename } }'
  expect((await codeOf(at, { at: 'tomorrow' })).code).toBe('BAD_USER_INPUT')
})

test('what looks like SQL is only text', async () => {
  const words = '\'; drop table "Track"; --'
  const { answer } = await post({
    query: 'query ($q: String!) { search(query: $q) { tracks { id } } genre(name: $q) { name } }',
    variables: { q: words },
  })
  expect(answer.errors).toBeUndefined()
  expect(await server.deps.db.track.count()).toBe(20)
})

test('cursors and ids that nobody issued are refused politely', async () => {
  for (const after of ['x', 'ZmVlZA', '%', 'a'.repeat(5_000)])
    expect((await codeOf('query ($after: String) { feed(after: $after) { tasteDigest } }', { after })).code).toBe(
      'INVALID_INPUT',
    )
  for (const id of ['x', '', globalId('Artist', randomUUID()), Buffer.from("Track:' or 1=1").toString('base64')]) {
    const { answer } = await post({ query: 'query ($id: ID!) { track(id: $id) { id } }', variables: { id } })
    expect(answer.data?.track ?? null).toBeNull()
    expect(answer.errors?.[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR')
    const radio = await codeOf('query ($id: ID) { radio(trackId: $id) { score } }', { id })
    expect(['NOT_FOUND', 'INVALID_INPUT']).toContain(radio.code)
  }
})
