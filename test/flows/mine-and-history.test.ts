import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
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
