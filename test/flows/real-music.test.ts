import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { analyseBacklog } from '../../apps/api/src/analysis/analyse-backlog.ts'
import { createAnalysisPool } from '../../apps/api/src/analysis/analysis-pool.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

// Real recordings are not part of the product: SEGUE_MUSIC_DATA names a folder with a folder of mp3 files per genre.
const music = process.env.SEGUE_MUSIC_DATA ? path.join(process.env.SEGUE_MUSIC_DATA, 'emotify') : ''
const describeWithMusic = existsSync(music) ? describe : describe.skip
if (!existsSync(music)) process.stdout.write('Skipped: suites on real music need SEGUE_MUSIC_DATA.\n')

const PER_GENRE = 20
const DRAWS = 10

describeWithMusic.each([
  ['classical', 'electronic'],
  ['classical', 'rock'],
  ['electronic', 'rock'],
])('on an empty catalogue with forty real tracks of %s and %s, uploaded by an admin', (...genres) => {
  let server: TestServer
  const genreOf = new Map<string, string>()

  beforeAll(async () => {
    server = await startTestServer({ SEGUE_DEMO: 'false' })
    const token = await server.adminToken()
    for (const genre of genres)
      for (const file of readdirSync(path.join(music, genre)).sort().slice(0, PER_GENRE))
        genreOf.set(await upload(server, token, path.join(music, genre, file)), genre)
    const pool = createAnalysisPool(server.deps)
    const modelVersion = await shippedAnalysisVersion()
    expect(await analyseBacklog(server.deps, { pool, modelVersion })).toEqual({ analysed: 2 * PER_GENRE })
    await pool.close()
    // what is written in the files must not help
    await server.deps.db.track.updateMany({ data: { taggedGenre: null } })
    await server.deps.db.trackAnalysis.updateMany({ data: { genre: 'unknown' } })
    await server.deps.catalogue.refresh()
  })
  afterAll(() => server.close())

  test('three likes of one genre and three skips of the other fill the first ten with the liked one', async () => {
    const hits: number[] = []
    for (let draw = 0; draw < DRAWS; draw++) {
      const listener = await server.signUp()
      const [liked, skipped] = draw % 2 ? genres : [...genres].reverse()
      await judge(listener, { liked, skipped, draw })
      const feed = await feedOf(listener)
      hits.push(feed.slice(0, 10).filter((id) => genreOf.get(id) === liked).length)
    }
    process.stdout.write(`Liked genre among the first ten (${genres.join(', ')}): ${hits.join(' ')}\n`)
    expect(Math.min(...hits)).toBeGreaterThanOrEqual(8)
  })

  test('taking the signals back restores the feed exactly', async () => {
    const listener = await server.signUp()
    const before = await feedOf(listener)
    const events = await judge(listener, { liked: genres[0], skipped: genres[1], draw: 99 })
    expect(await feedOf(listener)).not.toEqual(before)
    const undone = events.map(({ clientEventId }) => ({
      clientEventId: randomUUID(),
      type: 'UNDO',
      undoes: clientEventId,
    }))
    await record(listener, undone)
    expect(await feedOf(listener)).toEqual(before)
  })

  async function judge(
    listener: TestListener,
    { liked, skipped, draw }: { liked: string; skipped: string; draw: number },
  ) {
    const some = (genre: string) => {
      const ids = [...genreOf].filter(([, of]) => of === genre).map(([id]) => id)
      return [0, 1, 2].map((n) => ids[(draw * 7 + n * 6 + 1) % ids.length])
    }
    const event = (type: string) => (trackId: string) => ({
      clientEventId: randomUUID(),
      type,
      trackId,
      context: 'FEED',
      ...(type === 'SKIP' ? { positionMs: 4000, durationMs: 45_000 } : {}),
    })
    const events = [...some(liked).map(event('LIKE')), ...some(skipped).map(event('SKIP'))]
    await record(listener, events)
    return events
  }

  async function record(listener: TestListener, events: object[]) {
    const { data } = await server.graphql(
      'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { ... on RecordFeedbackPayload { recorded } } }',
      { events },
      listener,
    )
    expect(data.recordFeedback).toEqual({ recorded: events.length })
  }

  async function feedOf(listener: TestListener): Promise<string[]> {
    const { data } = await server.graphql('{ feed(first: 30) { edges { node { track { id } } } } }', {}, listener)
    return data.feed.edges.map((edge: { node: { track: { id: string } } }) => edge.node.track.id)
  }
})

async function upload(server: TestServer, token: string, file: string): Promise<string> {
  const response = await fetch(`${server.url}/upload?name=${encodeURIComponent(path.basename(file))}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  const { trackId, error } = (await response.json()) as { trackId: string; error?: object }
  expect(error).toBeUndefined()
  return trackId
}
