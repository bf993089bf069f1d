import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { readConfig } from '../apps/api/src/config.ts'
import { createDeps, type Deps } from '../apps/api/src/deps.ts'
import { globalId } from '../apps/api/src/global-id.ts'
import { createServer } from '../apps/api/src/server.ts'
import { startEmbeddedPostgres } from '../prisma/embedded-postgres.ts'
import { migrate } from '../prisma/migrate.ts'
import { type AddedTrack, addTracks } from '../test/setup/add-tracks.ts'
import type { BenchResult } from './bench.ts'
import { addListener } from './simulation/serve-catalogue.ts'

const SIZES = [1_000, 10_000]
const LISTENERS = [1, 50]
const CLUSTERS = 20
const DIMS = 128
/** Signals that every listener has given before. */
const HISTORY = 50
/** Each listener gives a signal so often, at moments of their own: who skips through a feed. */
const PAUSE_MS = 1_000
const WARM_UP = 3
const EVENTS = { 1: 100, 50: 20 } as Record<number, number>

interface Durations {
  /** from sending an event to its acknowledgement */
  acknowledgedMs: number[]
  /** from the acknowledgement to the changed feed's arrival at the subscribed client; 0 where it came first */
  deliveredMs: number[]
}

type Result = Record<
  | 'acknowledgedP50Ms'
  | 'acknowledgedP95Ms'
  | 'deliveredP50Ms'
  | 'deliveredP95Ms'
  /** of a signal and its feed, server and clients together, without the database */
  | 'processorMs',
  number
>

/** From a listener's signal to the changed feed on their screen, through the real server, sockets and database. */
export async function run(): Promise<BenchResult> {
  const tracks: Record<number, { listeners: Record<number, Result> }> = {}
  for (const size of SIZES)
    tracks[size] = await withServer(async ({ url, deps }) => {
      const added = await addTracks(deps, { clusters: CLUSTERS, perCluster: size / CLUSTERS, dims: DIMS })
      const listeners: Record<number, Result> = {}
      for (const count of LISTENERS) listeners[count] = await measureTogether(count, { url, deps, tracks: added })
      return { listeners }
    })
  return {
    title: `event to changed feed of 20 at a subscribed client, each listener every ${PAUSE_MS} ms, ${DIMS}-dim sound`,
    columns: [
      'tracks',
      'listeners',
      'acknowledged p50 ms',
      'p95 ms',
      'then feed delivered p50 ms',
      'p95 ms',
      'CPU ms a signal',
    ],
    rows: Object.entries(tracks).flatMap(([size, { listeners }]) =>
      Object.entries(listeners).map(([count, result]) => [Number(size), Number(count), ...Object.values(result)]),
    ),
    json: { tracks },
  }
}

interface Scene {
  url: string
  deps: Deps
  tracks: AddedTrack[]
}

async function measureTogether(count: number, scene: Scene): Promise<Result> {
  const usedBefore = process.cpuUsage()
  const all = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      measure({ ...scene, startAtMs: (PAUSE_MS * i) / count, events: EVENTS[count]! }),
    ),
  )
  const { user, system } = process.cpuUsage(usedBefore)
  const acknowledgedMs = all.flatMap((durations) => durations.acknowledgedMs)
  const deliveredMs = all.flatMap((durations) => durations.deliveredMs)
  return {
    acknowledgedP50Ms: percentile(acknowledgedMs, 50),
    acknowledgedP95Ms: percentile(acknowledgedMs, 95),
    deliveredP50Ms: percentile(deliveredMs, 50),
    deliveredP95Ms: percentile(deliveredMs, 95),
    processorMs: (user + system) / 1000 / (count * (WARM_UP + EVENTS[count]!)),
  }
}

async function measure({ url, deps, tracks, startAtMs, events }: Scene & { startAtMs: number; events: number }) {
  const { token, listenerId } = await addListener(deps)
  await addHistory(listenerId, { deps, tracks })
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  })
  const changes = client.iterate<{ feedChanged: { trackId: string } }>({
    query: `subscription { feedChanged { trackId tasteDigest feed(first: 20) { edges { node {
      score impressionId track { id title durationMs artist { id name } } reason { kind text tracks { id title } } } } } } }`,
  })
  let next = changes.next().then((change) => ({ change, atMs: performance.now() }))
  await client.iterate({ query: '{ me { id } }' }).next() // answered after the subscription was taken in
  await sleep(startAtMs)
  const durations: Durations = { acknowledgedMs: [], deliveredMs: [] }
  for (let i = 0; i < WARM_UP + events; i++) {
    const dueMs = performance.now() + PAUSE_MS
    const trackId = globalId('Track', tracks[randomInt(tracks.length)]!.id)
    const startMs = performance.now()
    await record({ url, token, event: { clientEventId: randomUUID(), type: i % 3 ? 'SKIP' : 'LIKE', trackId } })
    const acknowledgedAtMs = performance.now()
    const { change, atMs } = await next
    if (change.value?.data?.feedChanged.trackId !== trackId) throw new Error(JSON.stringify(change.value))
    next = changes.next().then((change) => ({ change, atMs: performance.now() }))
    if (i >= WARM_UP) {
      durations.acknowledgedMs.push(acknowledgedAtMs - startMs)
      durations.deliveredMs.push(Math.max(0, atMs - acknowledgedAtMs))
    }
    await sleep(dueMs - performance.now())
  }
  await client.dispose()
  return durations
}

async function addHistory(listenerId: string, { deps, tracks }: Pick<Scene, 'deps' | 'tracks'>) {
  await deps.db.feedbackEvent.createMany({
    data: Array.from({ length: HISTORY }, (_, i) => ({
      listenerId,
      clientEventId: randomUUID(),
      type: i % 4 === 0 ? ('LIKE' as const) : ('PLAY' as const),
      trackId: tracks[randomInt(tracks.length)]!.id,
      occurredAt: new Date(Date.now() - (HISTORY - i) * 3_600_000),
    })),
  })
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
