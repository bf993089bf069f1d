import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { auditServer } from 'graphql-http'
import { globalId } from '../../apps/api/src/global-id.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

test('the API keeps to GraphQL over HTTP', async () => {
  const results = await auditServer({ url: `${server.url}/graphql` })
  expect(results.length).toBeGreaterThan(50)
  expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([])
})

describe('a hostile request is refused and costs nothing', () => {
  const post = (body: unknown) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    return errors[0]!.extensions.code
  }

  test('nested without end', async () => {
    const deep = `{ artists { ${'albums { tracks { artist { '.repeat(10)} name ${'} } }'.repeat(10)} } }`
    const response = await post({ query: deep })
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe('QUERY_TOO_DEEP')
  })

  test('wide without end', async () => {
    const wide = `{ ${Array.from({ length: 50 }, (_, i) => `a${i}: tracks(first: 100) { edges { node { similarTracks { track { id } } } } }`).join(' ')} }`
    const response = await post({ query: wide })
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe('QUERY_TOO_COMPLEX')
  })

  test('with fragments of fragments', async () => {
    const fragments = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    ).join(' ')
    const response = await post({ query: `{ ...F0 } ${fragments} fragment F30 on Query { genres { name } }` })
    expect(response.status).toBe(400)
  })

  test('without an end', async () => {
    expect((await post({ query: `{ ${'a '.repeat(10_000)} }` })).status).toBe(400)
    expect((await post(`{"query": "${'x'.repeat(2_000_000)}"}`)).status).toBe(413)
  })

  test('in batches, or sent as a form by another site', async () => {
    expect((await post([{ query: '{ __typename }' }, { query: '{ __typename }' }])).status).toBe(400)
    const form = new URLSearchParams({ query: 'mutation { deleteTrack(id: "x") { __typename } }' })
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: form })
    expect([400, 415]).toContain(response.status)
  })

  test('that means to change something with GET', async () => {
    const query = encodeURIComponent(`mutation { deleteTrack(id: "${globalId('Track', 'x')}") { __typename } }`)
    const response = await fetch(`${server.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'true' },
    })
    expect(response.status).toBe(405)
  })
})
