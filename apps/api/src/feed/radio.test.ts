import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type AddedTrack, addTracks } from '../../../../test/setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../../../../test/setup/start-test-server.ts'
import { globalId } from '../global-id.ts'

let server: TestServer
let tracks: AddedTrack[]
let listener: TestListener
beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 4, perCluster: 12 })
  listener = await server.signUp()
})
afterAll(() => server?.close())

const RADIO = `query ($trackId: ID, $artistId: ID, $genre: String, $first: Int) {
  radio(trackId: $trackId, artistId: $artistId, genre: $genre, first: $first) {
    score impressionId track { id title } reason { kind text tracks { id } }
  }
}`
const station = (variables: object) => server.graphql(RADIO, variables, { token: listener.token })
const clusterOf = (id: string) => tracks.find((track) => globalId('Track', track.id) === id)!.cluster

test('a radio plays what sounds like its track, but not that track itself', async () => {
  const seed = tracks.find(({ cluster }) => cluster === 2)!
  const { data } = await station({ trackId: globalId('Track', seed.id), first: 8 })
  const ids: string[] = data.radio.map((item: { track: { id: string } }) => item.track.id)
  expect(ids).toHaveLength(8)
  expect(ids).not.toContain(globalId('Track', seed.id))
  expect(ids.map(clusterOf)).toEqual(Array(8).fill(2))
  expect(data.radio[0].reason).toEqual({
    kind: 'SEED',
    text: `Goes with “${seed.title}”`,
    tracks: [{ id: globalId('Track', seed.id) }],
  })
})

test('a radio starts from an artist or a genre, too', async () => {
  const seed = tracks.find(({ cluster }) => cluster === 1)!
  const byArtist = await station({ artistId: globalId('Artist', seed.artistId), first: 5 })
  expect(byArtist.data.radio.map((item: { track: { id: string } }) => clusterOf(item.track.id))).toEqual(
    Array(5).fill(1),
  )
  expect((await station({ genre: 'unknown', first: 5 })).data.radio).toHaveLength(5)
})

test('a radio needs exactly one seed, and one that exists', async () => {
  const code = async (variables: object) => (await station(variables)).errors?.[0]?.extensions.code
  expect(await code({})).toBe('INVALID_INPUT')
  expect(await code({ genre: 'unknown', trackId: globalId('Track', tracks[0]!.id) })).toBe('INVALID_INPUT')
  expect(await code({ trackId: globalId('Track', randomUUID()) })).toBe('NOT_FOUND')
})

test('a taste profile names the evidence, for and against', async () => {
  const events = [
    { clientEventId: randomUUID(), type: 'LIKE', trackId: globalId('Track', tracks[0]!.id) },
    { clientEventId: randomUUID(), type: 'DISLIKE', trackId: globalId('Track', tracks[1]!.id) },
  ]
  const { token } = await server.signUp()
  await server.graphql(
    'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { __typename } }',
    { events },
    { token },
  )
  const { data } = await server.graphql(
    '{ tasteProfile { eventCount genres { genre share } evidence { weight track { id } } } }',
    {},
    { token },
  )
  expect(data.tasteProfile.eventCount).toBe(2)
  expect(data.tasteProfile.evidence).toEqual([
    { weight: 4, track: { id: events[0]!.trackId } },
    { weight: -4, track: { id: events[1]!.trackId } },
  ])
})
