import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { encodeTrack } from '@segue/prisma/seed/encode-track'
import { renderTrack } from '@segue/prisma/seed/render-track'
import { analyseBacklog } from '../../apps/api/src/analysis/analyse-backlog.ts'
import { createAnalysisPool } from '../../apps/api/src/analysis/analysis-pool.ts'
import { globalId } from '../../apps/api/src/global-id.ts'
import { uploadTrack } from '../../apps/api/src/upload/upload-track.ts'
import { wav } from '../../bench/listening/wav.ts'
import { addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
/** One recording: an mp3 with tags, and a wav without any, a little quieter. */
let copies: string[]
/** Another recording by the same artist. */
let other: string

beforeAll(async () => {
  server = await startTestServer()
  const pieces = demoTracks()
  const piece = pieces.find(({ genre }) => genre === 'chiptune')!
  const sibling = pieces.find(({ artist, title }) => artist === piece.artist && title !== piece.title)!
  const sound = renderTrack(piece)
  const samples = sound.left.map((left, i) => 0.4 * (left + sound.right[i]!))
  const mp3 = await upload(await encodeTrack(piece, sound), 'one.mp3')
  const bare = await upload(wav({ samples, sampleRateHz: sound.sampleRateHz }), 'Track 01.wav')
  other = await upload(await encodeTrack(sibling, renderTrack(sibling)), 'other.mp3')
  copies = [mp3, bare]
  const pool = createAnalysisPool(server.deps)
  const modelVersion = await shippedAnalysisVersion()
  expect(await analyseBacklog(server.deps, { pool, modelVersion })).toEqual({ analysed: 3 })
  await pool.close()
  await server.deps.catalogue.refresh()
})
afterAll(() => server?.close())

async function upload(bytes: Uint8Array, fileName: string): Promise<string> {
  const stored = await uploadTrack(Readable.from([Buffer.from(bytes)]), { fileName }, server.deps)
  if (stored.state !== 'STORED') throw new Error(`${fileName} ended as ${stored.state}`)
  return stored.trackId
}

async function idsIn(query: string, listener: TestListener): Promise<string[]> {
  const { data, errors } = await server.graphql(query, {}, listener)
  expect(errors).toBeUndefined()
  return [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!)
}

async function record(type: string, trackId: string, listener: TestListener) {
  const event = {
    clientEventId: randomUUID(),
    type,
    trackId: globalId('Track', trackId),
    playedMs: 60_000,
    durationMs: 60_000,
  }
  await server.graphql(
    'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { __typename } }',
    { events: [event] },
    listener,
  )
}

const shown = (ids: readonly string[]) => copies.filter((id) => ids.includes(globalId('Track', id)))
const FEED = '{ feed(first: 50) { edges { node { track { id } } } } }'

test('of one recording in two files the feed shows one, and another song by the artist beside it', async () => {
  const ids = await idsIn(FEED, await server.signUp())
  expect(shown(ids)).toHaveLength(1)
  expect(ids).toContain(globalId('Track', other))
})

test('similar tracks, radio and made playlists have the recording once', async () => {
  const listener = await server.signUp()
  const similar = await idsIn(
    `{ track(id: "${globalId('Track', other)}") { similarTracks(first: 20) { track { id } } } }`,
    listener,
  )
  expect(shown(similar)).toHaveLength(1)
  expect(
    shown(await idsIn(`{ radio(trackId: "${globalId('Track', other)}", first: 20) { track { id } } }`, listener)),
  ).toHaveLength(1)
  expect(
    await idsIn(`{ radio(trackId: "${globalId('Track', copies[0]!)}", first: 20) { track { id } } }`, listener),
  ).toEqual([globalId('Track', other)])
  const made = `mutation { generatePlaylist(title: "All", size: 50) { ... on GeneratePlaylistPayload { playlist { items { edges { node { track { id } } } } } } } }`
  expect(shown(await idsIn(made, listener))).toHaveLength(1)
})

test.each(['LIKE', 'PLAY', 'DISLIKE'])('a %s of either file counts for both', async (type) => {
  // enough that what is known need not come back
  const { embedding } = await server.deps.db.trackAnalysis.findUniqueOrThrow({ where: { trackId: other } })
  await addTracks(server.deps, { clusters: 2, perCluster: 12, dims: embedding.length / 4 })
  for (const copy of copies) {
    const listener = await server.signUp()
    await record(type, copy, listener)
    expect(shown(await idsIn(FEED, listener))).toEqual([])
  }
})
