import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSnapshot, type CatalogueSnapshot } from '@segue/recommender/catalogue-snapshot'
import { soundClusters } from '@segue/recommender/evaluate/sound-clusters'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { recommendFeed } from '@segue/recommender/recommend'
import { type SeededRandom, seededRandom } from '@segue/recommender/seeded-random'
import type { BenchResult } from './bench.ts'

const SIZES = [1_000, 10_000, 100_000]
const DIMS = 128
const EVENTS = 50
const WARM_UP = 30
const REQUESTS = 300
const NOW_MS = Date.UTC(2026, 0, 15)
const DAY_MS = 86_400_000

/** How long one feed of 20 takes: fold-in, sources, ranking and reasons for a new listener every time. */
export async function run(): Promise<BenchResult> {
  const tracks: Record<string, { p50Ms: number; p99Ms: number; snapshotMs: number; megabytes: number }> = {}
  for (const size of SIZES) tracks[size] = measure(size)
  return {
    title: `feed of 20 for a listener with ${EVENTS} events, ${DIMS}-dim sound, ${REQUESTS} listeners`,
    columns: ['tracks', 'p50 ms', 'p99 ms', 'snapshot built in ms', 'snapshot MB'],
    rows: Object.entries(tracks).map(([size, result]) => [
      Number(size),
      rounded(result.p50Ms),
      rounded(result.p99Ms),
      Math.round(result.snapshotMs),
      Math.round(result.megabytes),
    ]),
    json: { tracks },
  }
}

function measure(size: number) {
  const random = seededRandom(`feed bench ${size}`)
  const before = memoryInUse()
  const { snapshot, snapshotMs } = catalogue(size, random)
  const megabytes = (memoryInUse() - before) / 1e6
  const times: number[] = []
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const query = { listenerId: `listener ${i}`, events: history(snapshot, random), nowMs: NOW_MS, limit: 20 }
    const from = performance.now()
    const feed = recommendFeed(snapshot, query)
    const tookMs = performance.now() - from
    if (feed.items.length !== 20) throw new Error(`a feed of ${feed.items.length}`)
    if (i >= WARM_UP) times.push(tookMs)
  }
  times.sort((a, b) => a - b)
  return {
    p50Ms: times[Math.floor(times.length * 0.5)],
    p99Ms: times[Math.floor(times.length * 0.99)],
    snapshotMs,
    megabytes,
  }
}

function catalogue(size: number, random: SeededRandom): { snapshot: CatalogueSnapshot; snapshotMs: number } {
  const clusters = 20
  const tracks = soundClusters({
    clusters,
    tracksPerCluster: size / clusters,
    dims: DIMS,
    within: 0.6,
    between: 0.4,
    artistsPerCluster: Math.max(1, size / clusters / 10),
    artistShare: 0.3,
    noiseDims: 32,
    labelled: true,
    seed: size,
  })
  const popularity = new Map(tracks.map(({ id }) => [id, Math.floor(1 / (random.next() + 0.001))]))
  const builtFrom = performance.now()
  const snapshot = buildSnapshot({ version: 'bench', tracks, popularity })
  return { snapshot, snapshotMs: performance.now() - builtFrom }
}

/** Bytes on the heap and outside it, typed arrays and WebAssembly memories included, after a collection. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Fifty events over a month, the last few in the current session. */
function history(snapshot: CatalogueSnapshot, random: SeededRandom): FeedbackEvent[] {
  return Array.from({ length: EVENTS }, (_, i): FeedbackEvent => {
    const atMs = NOW_MS - (i < EVENTS - 5 ? 30 * DAY_MS * random.next() + DAY_MS : 1_200_000 * random.next())
    const base = {
      id: `event ${i}`,
      trackId: snapshot.ids[random.integer(snapshot.size)],
      atMs,
      context: 'FEED' as const,
    }
    const kind = random.next()
    if (kind < 0.2) return { ...base, type: 'LIKE' }
    if (kind < 0.5) return { ...base, type: 'SKIP', positionMs: 120_000 * random.next(), durationMs: 200_000 }
    return { ...base, type: 'PLAY', playedMs: 200_000 * random.next(), durationMs: 200_000 }
  })
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
