import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSnapshot, type CatalogueSnapshot } from '@segue/recommender/catalogue-snapshot'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { recommendFeed } from '@segue/recommender/recommend'
import { type SeededRandom, seededRandom } from '@segue/recommender/seeded-random'
import type { BenchResult } from './bench.ts'
import { manyTracks } from './many-tracks.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const DIMS = 128
const EVENTS = [50, 500]
const WARM_UP = 50
const REQUESTS = 1_000
const NOW_MS = Date.UTC(2026, 0, 15)
const DAY_MS = 86_400_000

interface Latency {
  p50Ms: number
  p99Ms: number
  /** all threads; says more than the clock while the machine does other work too */
  processorMs: { mean: number; p99: number }
}

interface Measured {
  events: Record<number, Latency>
  snapshotSeconds: number
  megabytes: number
}

/** How long one feed of 20 takes: fold-in, sources, ranking and reasons for a new listener every time. */
export async function run(): Promise<BenchResult> {
  const tracks: Record<number, Measured> = {}
  for (const size of SIZES) tracks[size] = measure(size)
  return {
    title: `feed of 20, ${DIMS}-dim sound, ${REQUESTS} listeners`,
    columns: ['tracks', 'events', 'p50 ms', 'p99 ms', 'CPU ms', 'CPU p99 ms', 'snapshot built in s', 'snapshot MB'],
    rows: Object.entries(tracks).flatMap(([size, { events, snapshotSeconds, megabytes }]) =>
      Object.entries(events).map(([count, { p50Ms, p99Ms, processorMs }]) => [
        Number(size),
        Number(count),
        ...[p50Ms, p99Ms, processorMs.mean, processorMs.p99, snapshotSeconds].map(rounded),
        Math.round(megabytes),
      ]),
    ),
    json: { tracks },
  }
}

function measure(size: number): Measured {
  const random = seededRandom(`feed bench ${size}`)
  const before = memoryInUse()
  const { snapshot, snapshotSeconds } = catalogue(size, random)
  const megabytes = (memoryInUse() - before) / 1e6
  const events = Object.fromEntries(EVENTS.map((count) => [count, timeFeeds(snapshot, { count, random })]))
  return { events, snapshotSeconds, megabytes }
}

function timeFeeds(snapshot: CatalogueSnapshot, { count, random }: { count: number; random: SeededRandom }): Latency {
  const times: number[] = []
  const processorTimes: number[] = []
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const events = history(snapshot, { count, random })
    const usedBefore = process.cpuUsage()
    const from = performance.now()
    const feed = recommendFeed(snapshot, { listenerId: `listener ${i}`, events, nowMs: NOW_MS, limit: 20 })
    if (feed.items.filter(({ reason }) => reason.kind).length !== 20) throw new Error(`a feed of ${feed.items.length}`)
    const tookMs = performance.now() - from
    const { user, system } = process.cpuUsage(usedBefore)
    if (i < WARM_UP) continue
    times.push(tookMs)
    processorTimes.push((user + system) / 1000)
  }
  return {
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    processorMs: {
      mean: processorTimes.reduce((sum, ms) => sum + ms, 0) / REQUESTS,
      p99: quantile(processorTimes, 0.99),
    },
  }
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]!
}

function catalogue(size: number, random: SeededRandom): { snapshot: CatalogueSnapshot; snapshotSeconds: number } {
  const tracks = manyTracks(size, { dims: DIMS })
  const popularity = new Map(tracks.map(({ id }) => [id, Math.floor(1 / (random.next() + 0.001))]))
  const builtFrom = performance.now()
  const snapshot = buildSnapshot({ version: 'bench', tracks, popularity })
  return { snapshot, snapshotSeconds: (performance.now() - builtFrom) / 1000 }
}

/** Bytes on the heap and outside it, typed arrays and WebAssembly memories included, without what is no longer used. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  collect() // the first finds the buffers that nobody holds, and by the second they are free
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Events over a month, the last few in the current session. */
function history(
  snapshot: CatalogueSnapshot,
  { count, random }: { count: number; random: SeededRandom },
): FeedbackEvent[] {
  const context = 'FEED'
  const durationMs = 200_000
  return Array.from({ length: count }, (_, i): FeedbackEvent => {
    const id = `event ${i}`
    const atMs = NOW_MS - (i < count - 5 ? 30 * DAY_MS * random.next() + DAY_MS : 1_200_000 * random.next())
    const trackId = snapshot.ids[random.integer(snapshot.size)]!
    const kind = random.next()
    // written out as the api does it: objects made by spreading cost more than a feed
    if (kind < 0.2) return { id, trackId, atMs, context, type: 'LIKE' }
    if (kind < 0.5) return { id, trackId, atMs, context, type: 'SKIP', positionMs: 120_000 * random.next(), durationMs }
    return { id, trackId, atMs, context, type: 'PLAY', playedMs: 200_000 * random.next(), durationMs }
  })
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
