import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { createAccessTokenSecret, hashAccessToken } from '../apps/api/src/access-token-secret.ts'
import { readConfig } from '../apps/api/src/config.ts'
import { createDeps, type Deps } from '../apps/api/src/deps.ts'
import { globalId } from '../apps/api/src/global-id.ts'
import { createServer } from '../apps/api/src/server.ts'
import { startEmbeddedPostgres } from '../prisma/embedded-postgres.ts'
import { migrate } from '../prisma/migrate.ts'
import { type AddedTrack, addTracks } from '../test/setup/add-tracks.ts'
import type { BenchResult } from './bench.ts'

const SIZES = [1_000, 10_000]
const CLUSTERS = 20
const DIMS = 128
const WARM_UP = 20
const EVENTS = 200

interface Durations {
  /** from sending an event to its acknowledgement */
  acknowledgedMs: number[]
  /** from sending an event to the changed feed's arrival at a subscribed client */
  deliveredMs: number[]
}

/** From a listener's signal to the changed feed on their screen, through the real server, socket and database. */
export async function run(): Promise<BenchResult> {
  const tracks: Record<number, Record<string, number>> = {}
  for (const size of SIZES)
    tracks[size] = await withServer(async ({ url, deps }) => {
      const added = await addTracks(deps, { clusters: CLUSTERS, perCluster: size / CLUSTERS, dims: DIMS })
      const { acknowledgedMs, deliveredMs } = await measure({ url, deps, tracks: added })
      return {
        acknowledgedP50Ms: percentile(acknowledgedMs, 50),
        acknowledgedP95Ms: percentile(acknowledgedMs, 95),
        deliveredP50Ms: percentile(deliveredMs, 50),
        deliveredP95Ms: percentile(deliveredMs, 95),
      }
    })
  return {
    title: `event to changed feed of 20 at a subscribed client, ${EVENTS} events one after another, ${DIMS}-dim sound`,
    columns: ['tracks', 'acknowledged p50 ms', 'p95 ms', 'feed delivered p50 ms', 'p95 ms'],
    rows: Object.entries(tracks).map(([size, result]) => [Number(size), ...Object.values(result)]),
    json: { tracks },
  }
}

async function measure({ url, deps, tracks }: { url: string; deps: Deps; tracks: AddedTrack[] }): Promise<Durations> {
  const token = await createListener(deps)
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  })
  const changes = client.iterate<{ feedChanged: { trackId: string } }>({
    query: `subscription { feedChanged { trackId tasteDigest feed(first: 20) { edges { node {
      score impressionId track { id title durationMs artist { id name } } reason { kind text tracks { id title } } } } } } }`,
  })
  let next = changes.next()
  await client.iterate({ query: '{ me { id } }' }).next() // answered after the subscription was taken in
  const durations: Durations = { acknowledgedMs: [], deliveredMs: [] }
  for (let i = 0; i < WARM_UP + EVENTS; i++) {
    const trackId = globalId('Track', tracks[(i * 7919) % tracks.length]!.id)
    const startMs = performance.now()
    await record({ url, token, event: { clientEventId: randomUUID(), type: i % 3 ? 'SKIP' : 'LIKE', trackId } })
    const acknowledgedMs = performance.now() - startMs
    const change = await next
    const deliveredMs = performance.now() - startMs
    if (change.value?.data?.feedChanged.trackId !== trackId) throw new Error(JSON.stringify(change.value))
    next = changes.next()
    if (i < WARM_UP) continue
    durations.acknowledgedMs.push(acknowledgedMs)
    durations.deliveredMs.push(deliveredMs)
  }
  await client.dispose()
  return durations
}

async function record({ url, token, event }: { url: string; token: string; event: object }) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query:
        'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { ... on RecordFeedbackPayload { recorded } } }',
      variables: { events: [event] },
    }),
  })
  const answer = await response.json()
  if (answer.data?.recordFeedback?.recorded !== 1) throw new Error(JSON.stringify(answer))
}

async function createListener({ db }: Deps): Promise<string> {
  const token = createAccessTokenSecret()
  await db.listener.create({
    data: {
      email: `${randomUUID()}@bench.test`,
      name: 'Bench',
      accessTokens: { create: { name: 'bench', prefix: 'segue_', tokenHash: hashAccessToken(token) } },
    },
  })
  return token
}

/** The real server over a database and a data folder that are thrown away. */
async function withServer<T>(work: (server: { url: string; deps: Deps }) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-bench-'))
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: 0 })
  await migrate(postgres.url)
  const secret = randomBytes(32).toString('hex')
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    SEGUE_DATA: folder,
    NEXTAUTH_SECRET: secret,
    SEGUE_WEB_SECRET: secret,
    SEGUE_STREAM_SECRET: secret,
    SEGUE_RATE_LIMIT_PER_MINUTE: '1000000',
  })
  const { deps, close } = await createDeps(config)
  const server = await createServer(deps)
  try {
    return await work({ url: await server.listen({ host: '127.0.0.1', port: 0 }), deps })
  } finally {
    await server.close()
    await close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!
}
