import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { type AddedTrack, addTracks } from '../../../../test/setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../../../../test/setup/start-test-server.ts'
import { readConfig } from '../config.ts'
import { createDeps } from '../deps.ts'
import { globalId } from '../global-id.ts'
import { createServer } from '../server.ts'

let server: TestServer
let tracks: AddedTrack[]
beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 2, perCluster: 10 })
})
afterAll(() => server?.close())

interface Change {
  becauseOf: string | null
  trackId: string | null
  tasteDigest: string
}

/** Resolves when the subscription stands. */
async function subscribe(listener: TestListener, url = server.url) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${listener.token}` },
  })
  const changes = client.iterate<{ feedChanged: Change }>({
    query: 'subscription { feedChanged { becauseOf trackId tasteDigest } }',
  })
  const first = changes.next()
  await client.iterate({ query: '{ me { id } }' }).next() // answered after the subscription was taken in
  return {
    first: async () => (await first).value.data?.feedChanged as Change,
    next: async () => (await changes.next()).value.data?.feedChanged as Change,
    end: () => client.dispose(),
  }
}

async function like(listener: TestListener, track: AddedTrack) {
  const event = { clientEventId: randomUUID(), type: 'LIKE', trackId: globalId('Track', track.id) }
  await server.graphql(
    'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { __typename } }',
    { events: [event] },
    { token: listener.token },
  )
  return event
}

test('every signal is told with its digest, and no two tastes share one', async () => {
  const listener = await server.signUp()
  const subscription = await subscribe(listener)
  await like(listener, tracks[0]!)
  const first = await subscription.first()
  const event = await like(listener, tracks[1]!)
  const second = await subscription.next()
  expect(second).toMatchObject({ becauseOf: 'LIKE', trackId: event.trackId })
  expect(second.tasteDigest).not.toBe(first.tasteDigest)
  await subscription.end()
})

test('changed settings are told, without a signal', async () => {
  const listener = await server.signUp()
  const subscription = await subscribe(listener)
  const change = subscription.first()
  await server.graphql(
    'mutation { updateSettings(settings: { variety: 90 }) { __typename } }',
    {},
    { token: listener.token },
  )
  expect(await change).toMatchObject({ becauseOf: null, trackId: null })
  await subscription.end()
})

test('a changed catalogue is told once it can be recommended', async () => {
  const listener = await server.signUp()
  const subscription = await subscribe(listener)
  const change = subscription.first()
  await server.deps.notices.publish('model-live', { modelId: 1 })
  expect(await change).toMatchObject({ becauseOf: null, trackId: null })
  await subscription.end()
})

test('a signal that one process took in changes the feed of a client of another', async () => {
  const { deps, close } = await createDeps(readConfig({ NODE_ENV: 'test', ...server.env }))
  const other = await createServer(deps)
  const url = await other.listen({ host: '127.0.0.1', port: 0 })
  const listener = await server.signUp()
  const subscription = await subscribe(listener, url)
  const change = subscription.first()
  const event = await like(listener, tracks[3]!)
  expect(await change).toMatchObject({ becauseOf: 'LIKE', trackId: event.trackId })
  await subscription.end()
  await other.close()
  await close()
})
