import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { globalId } from '../../apps/api/src/global-id.ts'
import { type AddedTrack, addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let tracks: AddedTrack[]

beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 2, perCluster: 20 })
})
afterAll(() => server?.close())

const FEED = `query ($first: Int, $after: String) {
  feed(first: $first, after: $after) {
    tasteDigest
    pageInfo { hasNextPage endCursor }
    edges { cursor node { score impressionId track { id title } reason { kind text strength tracks { title } } } }
  }
}`

interface FeedAnswer {
  feed: {
    tasteDigest: string
    pageInfo: { hasNextPage: boolean; endCursor: string }
    edges: {
      cursor: string
      node: {
        track: { id: string; title: string }
        reason: { kind: string; text: string; tracks: { title: string }[] }
      }
    }[]
  }
}

async function feedOf(listener: TestListener, variables: { first?: number; after?: string } = {}) {
  const { data, errors } = await server.graphql<FeedAnswer>(FEED, variables, { token: listener.token })
  expect(errors).toBeUndefined()
  return data.feed
}

async function record(listener: TestListener, events: object[]) {
  const answer = await server.graphql(
    `mutation ($events: [FeedbackInput!]!) {
      recordFeedback(events: $events) {
        __typename
        ... on RecordFeedbackPayload { recorded duplicates tracks { id } }
        ... on UserError { code message }
      }
    }`,
    { events },
    { token: listener.token },
  )
  expect(answer.errors).toBeUndefined()
  return answer.data.recordFeedback
}

function event(type: string, track: AddedTrack) {
  return {
    clientEventId: randomUUID(),
    type,
    trackId: globalId('Track', track.id),
    context: 'FEED',
    positionMs: 3_000,
    durationMs: 200_000,
  }
}

const ofCluster = (cluster: number) => tracks.filter((track) => track.cluster === cluster)
const clusterOf = (id: string) => tracks.find((track) => globalId('Track', track.id) === id)!.cluster
const titles = (feed: FeedAnswer['feed']) => feed.edges.map(({ node }) => node.track.title)

test('a new listener has a feed before they said anything', async () => {
  const listener = await server.signUp()
  expect((await feedOf(listener)).edges).toHaveLength(20)
})

test('three likes and three skips fill the feed with what sounds like the liked tracks', async () => {
  const listener = await server.signUp()
  const likes = ofCluster(1)
    .slice(0, 3)
    .map((track) => event('LIKE', track))
  const skips = ofCluster(0)
    .slice(0, 3)
    .map((track) => event('SKIP', track))
  expect(await record(listener, [...likes, ...skips])).toMatchObject({ recorded: 6, duplicates: 0 })
  const { edges } = await feedOf(listener, { first: 10 })
  expect(edges.filter(({ node }) => clusterOf(node.track.id) === 1).length).toBeGreaterThanOrEqual(8)
  const shown = edges.map(({ node }) => node.track.id)
  for (const { trackId } of [...likes, ...skips]) expect(shown).not.toContain(trackId)
})

test('the reason names the liked track that it is computed from', async () => {
  const listener = await server.signUp()
  const liked = ofCluster(1)[4]!
  await record(listener, [event('LIKE', liked)])
  const { edges } = await feedOf(listener)
  const reasons = edges.map(({ node }) => node.reason).filter(({ kind }) => kind === 'SIMILAR_TO_LIKED')
  expect(reasons.length).toBeGreaterThan(0)
  expect(reasons[0]).toMatchObject({ text: `Because you liked “${liked.title}”`, tracks: [{ title: liked.title }] })
})

test('undoing the signals brings back exactly the feed of before', async () => {
  const listener = await server.signUp()
  const before = await feedOf(listener, { first: 40 })
  const signals = [event('LIKE', ofCluster(1)[0]!), event('SKIP', ofCluster(0)[0]!), event('DISLIKE', ofCluster(0)[1]!)]
  await record(listener, signals)
  const changed = await feedOf(listener, { first: 40 })
  expect(titles(changed)).not.toEqual(titles(before))
  expect(changed.tasteDigest).not.toBe(before.tasteDigest)
  await record(
    listener,
    signals.map(({ clientEventId }) => ({ clientEventId: randomUUID(), type: 'UNDO', undoes: clientEventId })),
  )
  const after = await feedOf(listener, { first: 40 })
  expect(titles(after)).toEqual(titles(before))
  expect(after.tasteDigest).toBe(before.tasteDigest)
})

test('pages of a feed fit together, also when the listener likes something in between', async () => {
  const listener = await server.signUp()
  await record(listener, [event('LIKE', ofCluster(0)[5]!)])
  const whole = await feedOf(listener, { first: 30 })
  const firstPage = await feedOf(listener, { first: 10 })
  await record(listener, [event('LIKE', ofCluster(1)[5]!)])
  const secondPage = await feedOf(listener, { first: 20, after: firstPage.pageInfo.endCursor })
  expect([...titles(firstPage), ...titles(secondPage)]).toEqual(titles(whole))
})

test('an open client is told of a signal and gets the new feed with it', async () => {
  const listener = await server.signUp()
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${listener.token}` },
  })
  const changes = client.iterate<{ feedChanged: { becauseOf: string; trackId: string } & FeedAnswer }>({
    query: `subscription { feedChanged { becauseOf trackId tasteDigest feed(first: 10) { edges { node { track { id title } } } } } }`,
  })
  const next = changes.next()
  await untilSubscribed(client, listener)
  const liked = event('LIKE', ofCluster(1)[7]!)
  await record(listener, [liked])
  const change = (await next).value.data.feedChanged
  expect(change).toMatchObject({ becauseOf: 'LIKE', trackId: liked.trackId })
  expect(change.feed.edges.map(({ node }: FeedAnswer['feed']['edges'][number]) => node.track.title)).toEqual(
    titles(await feedOf(listener, { first: 10 })),
  )
  await changes.return?.()
  await client.dispose()
})

/** Messages of one connection are handled in order, so an answer to a later query proves the earlier subscription. */
async function untilSubscribed(client: ReturnType<typeof createClient>, _listener: TestListener) {
  const query = client.iterate({ query: '{ me { id } }' })
  await query.next()
  await query.return?.()
}

test("another listener's signals do not reach the subscription or move the feed", async () => {
  const [listener, other] = [await server.signUp(), await server.signUp()]
  const before = await feedOf(listener, { first: 40 })
  await record(
    other,
    ofCluster(1)
      .slice(0, 5)
      .map((track) => event('LIKE', track)),
  )
  expect(await feedOf(listener, { first: 40 })).toEqual(before)
})

test('what is heard in a private session stays out of the taste', async () => {
  const listener = await server.signUp()
  const before = await feedOf(listener)
  await server.graphql(
    'mutation { updateSettings(settings: { privateSession: true }) { __typename } }',
    {},
    { token: listener.token },
  )
  await record(listener, [event('LIKE', ofCluster(1)[0]!)])
  const stored = await server.deps.db.feedbackEvent.findMany({ where: { listenerId: listener.listenerId } })
  expect(stored.map(({ isPrivate }) => isPrivate)).toEqual([true])
  expect(titles(await feedOf(listener))).toEqual(titles(before))
})
