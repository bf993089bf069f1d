import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type AddedTrack, addTracks } from '../../../../test/setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../../../../test/setup/start-test-server.ts'
import { globalId } from '../global-id.ts'

let server: TestServer
let tracks: AddedTrack[]
beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 2, perCluster: 10 })
})
afterAll(() => server?.close())

const RECORD = `mutation ($events: [FeedbackInput!]!) {
  recordFeedback(events: $events) {
    __typename
    ... on RecordFeedbackPayload { recorded duplicates tracks { id title mine { liked disliked rating playCount } } }
    ... on InvalidInputError { code message field }
    ... on NotFoundError { code message }
  }
}`

async function record(events: object[], { token }: Pick<TestListener, 'token'>) {
  const { data, errors } = await server.graphql(RECORD, { events }, { token })
  expect(errors).toBeUndefined()
  return data.recordFeedback
}

const trackId = (place: number) => globalId('Track', tracks[place]!.id)
const like = (place: number) => ({ clientEventId: randomUUID(), type: 'LIKE', trackId: trackId(place) })
const stored = ({ listenerId }: TestListener) =>
  server.deps.db.feedbackEvent.findMany({ where: { listenerId }, orderBy: { sequence: 'asc' } })

test('an event is stored as it was sent, and the answer shows what it made of the track', async () => {
  const listener = await server.signUp()
  const at = new Date(Date.now() - 60_000)
  const skip = {
    clientEventId: randomUUID(),
    type: 'SKIP',
    trackId: trackId(0),
    at: at.toISOString(),
    playedMs: 9_000,
    positionMs: 12_000,
    durationMs: 200_000,
    context: 'RADIO',
    impressionId: 'radio.1',
  }
  const rate = { clientEventId: randomUUID(), type: 'RATE', trackId: trackId(1), rating: 5 }
  const answer = await record([skip, like(2), rate], listener)
  expect(answer).toMatchObject({ recorded: 3, duplicates: 0 })
  const mine = Object.fromEntries(answer.tracks.map((track: { id: string; mine: object }) => [track.id, track.mine]))
  expect(mine[trackId(2)]).toMatchObject({ liked: true })
  expect(mine[trackId(1)]).toMatchObject({ rating: 5, liked: false })
  const [row] = await stored(listener)
  expect(row).toMatchObject({
    type: 'SKIP',
    trackId: tracks[0]!.id,
    occurredAt: at,
    playedMs: 9_000,
    positionMs: 12_000,
    durationMs: 200_000,
    context: 'RADIO',
    impressionId: 'radio.1',
    isPrivate: false,
  })
})

test('a batch keeps its order', async () => {
  const listener = await server.signUp()
  const events = Array.from({ length: 200 }, (_, i) => like(i % 20))
  await record(events, listener)
  expect((await stored(listener)).map(({ clientEventId }) => clientEventId)).toEqual(
    events.map(({ clientEventId }) => clientEventId),
  )
})

test('the same batch sent twice is recorded once', async () => {
  const listener = await server.signUp()
  const events = [like(0), like(1), like(2)]
  expect(await record(events, listener)).toMatchObject({ recorded: 3, duplicates: 0 })
  expect(await record(events, listener)).toMatchObject({ recorded: 0, duplicates: 3 })
  expect(await record([...events, like(3)], listener)).toMatchObject({ recorded: 1, duplicates: 3 })
  expect(await stored(listener)).toHaveLength(4)
})

test('the same batch sent many times at once is recorded once', async () => {
  const listener = await server.signUp()
  const events = Array.from({ length: 50 }, (_, i) => like(i % 20))
  const answers = await Promise.all(Array.from({ length: 12 }, () => record(events, listener)))
  expect(answers.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(50)
  expect(await stored(listener)).toHaveLength(50)
})

test('an event that comes twice within a batch counts once', async () => {
  const listener = await server.signUp()
  const event = like(0)
  expect(await record([event, event], listener)).toMatchObject({ recorded: 1, duplicates: 1 })
})

test('two listeners may happen to use the same event id', async () => {
  const [one, other] = [await server.signUp(), await server.signUp()]
  const event = like(0)
  expect(await record([event], one)).toMatchObject({ recorded: 1 })
  expect(await record([event], other)).toMatchObject({ recorded: 1 })
})

test('one impossible event refuses the batch, names itself and its field', async () => {
  const listener = await server.signUp()
  const refused: [object, string][] = [
    [{ ...like(0), clientEventId: 'seven' }, 'clientEventId'],
    [{ clientEventId: randomUUID(), type: 'LIKE' }, 'trackId'],
    [{ ...like(0), type: 'RATE' }, 'rating'],
    [{ ...like(0), type: 'RATE', rating: 6 }, 'rating'],
    [{ ...like(0), playedMs: -1 }, 'playedMs'],
    [{ ...like(0), positionMs: 2_000_000_000 }, 'positionMs'],
    [{ ...like(0), at: new Date(Date.now() - 31 * 86_400_000).toISOString() }, 'at'],
    [{ ...like(0), type: 'UNDO' }, 'undoes'],
    [{ ...like(0), impressionId: 'x'.repeat(201) }, 'impressionId'],
  ]
  for (const [event, field] of refused) {
    const answer = await record([like(1), event], listener)
    expect(answer).toMatchObject({ __typename: 'InvalidInputError', field })
    expect(answer.message).toContain((event as { clientEventId: string }).clientEventId)
  }
  expect(await stored(listener)).toEqual([])
})

test('a clock that runs ahead counts as now', async () => {
  const listener = await server.signUp()
  await record([{ ...like(0), at: new Date(Date.now() + 3_600_000).toISOString() }], listener)
  const [row] = await stored(listener)
  expect(row!.occurredAt.getTime()).toBeLessThanOrEqual(Date.now())
})

test('an event of a track that is gone refuses the batch and is named, the others can be sent again', async () => {
  const listener = await server.signUp()
  const gone = { ...like(0), trackId: globalId('Track', randomUUID()) }
  const kept = like(1)
  const answer = await record([kept, gone], listener)
  expect(answer).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' })
  expect(answer.message).toContain(gone.clientEventId)
  expect(await stored(listener)).toEqual([])
  expect(await record([kept], listener)).toMatchObject({ recorded: 1 })
})

test('an id of another kind is not mistaken for a track', async () => {
  const listener = await server.signUp()
  const artist = { ...like(0), trackId: globalId('Artist', tracks[0]!.id) }
  expect(await record([artist], listener)).toMatchObject({ __typename: 'NotFoundError' })
})

test('UNDO takes back an own event, also one of the same batch, also an UNDO', async () => {
  const listener = await server.signUp()
  const liked = like(4)
  const undo = { clientEventId: randomUUID(), type: 'UNDO', undoes: liked.clientEventId }
  const redo = { clientEventId: randomUUID(), type: 'UNDO', undoes: undo.clientEventId }
  expect((await record([liked, undo], listener)).tracks[0].mine.liked).toBe(false)
  expect((await record([redo], listener)).tracks).toMatchObject([{ id: liked.trackId, mine: { liked: true } }])
})

test("UNDO of nothing, or of somebody else's event, is refused", async () => {
  const [listener, other] = [await server.signUp(), await server.signUp()]
  const theirs = like(0)
  await record([theirs], other)
  for (const undoes of [randomUUID(), theirs.clientEventId])
    expect(await record([{ clientEventId: randomUUID(), type: 'UNDO', undoes }], listener)).toMatchObject({
      __typename: 'NotFoundError',
    })
})

test('more than 500 events are refused, 500 are not', async () => {
  const listener = await server.signUp()
  const events = Array.from({ length: 501 }, (_, i) => like(i % 20))
  expect(await record(events, listener)).toMatchObject({ __typename: 'InvalidInputError', field: 'events' })
  expect(await record(events.slice(1), listener)).toMatchObject({ recorded: 500 })
})

test('what was recorded cannot be edited', async () => {
  const listener = await server.signUp()
  await record([like(0)], listener)
  const edit = server.deps.db.feedbackEvent.updateMany({
    where: { listenerId: listener.listenerId },
    data: { type: 'DISLIKE' },
  })
  await expect(edit).rejects.toThrow('append-only')
})

test('every so many events the training is woken', async () => {
  const { jobs, config } = server.deps
  const woken = new Promise<string>((resolve) => {
    jobs.work('train', async ({ reason }) => resolve(reason))
  })
  const listener = await server.signUp()
  await record(
    Array.from({ length: config.retrainAfterEvents }, (_, i) => like(i % 20)),
    listener,
  )
  expect(await woken).toBe('new events')
})
