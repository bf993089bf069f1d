import { performance } from 'node:perf_hooks'
import { buildContentSpace, type ContentSpace, contentQuery } from '@segue/recommender/content-space'
import { exactIndex } from '@segue/recommender/exact-index'
import { groupedIndex } from '@segue/recommender/grouped-index'
import { quantisedIndex } from '@segue/recommender/quantised-index'
import { seededRandom } from '@segue/recommender/seeded-random'
import type { VectorIndex } from '@segue/recommender/vector-index'
import { type BenchResult, median } from './bench.ts'
import { manyTracks } from './many-tracks.ts'

const SIZES = [1_000, 10_000, 100_000, 1_000_000]
const DIMS = 128
const LIMIT = 200
const QUERIES = 60
/** HNSW takes minutes from here on, and a snapshot is built anew whenever tracks arrive. */
const MOST_FOR_USEARCH = 100_000

interface Measured {
  buildSeconds: number
  searchMs: number
  /** share of the true nearest that is found */
  recall: number
}

/** The nearest 200 tracks by sound: every index beside looking at all rows, and beside usearch where it is installed. */
export async function run(): Promise<BenchResult> {
  const tracks: Record<number, Record<string, Measured | null>> = {}
  for (const size of SIZES) {
    const space = buildContentSpace(manyTracks(size, { dims: DIMS }).map(({ embedding }) => embedding))
    const exact = exactIndex(space)
    tracks[size] = {
      exact: measure(space, { exact, createIndex: exactIndex }),
      quantised: measure(space, { exact, createIndex: quantisedIndex }),
      grouped: measure(space, { exact, createIndex: groupedIndex }),
      'usearch f16': await measureUsearch(space, exact),
    }
  }
  return {
    title: `nearest ${LIMIT} of ${DIMS}-dim sounds by cosine, median of ${QUERIES} queries`,
    columns: ['tracks', 'index', 'search ms', 'recall', 'build s'],
    rows: Object.entries(tracks).flatMap(([size, byIndex]) =>
      Object.entries(byIndex).map(([name, measured]) => [
        Number(size),
        name,
        ...(measured ? [measured.searchMs, measured.recall, measured.buildSeconds].map(rounded) : [null, null, null]),
      ]),
    ),
    json: { tracks },
  }
}

type Comparison = { exact: VectorIndex; createIndex: (space: ContentSpace) => VectorIndex }

function measure(space: ContentSpace, { exact, createIndex }: Comparison): Measured {
  const builtFrom = performance.now()
  const index = createIndex(space)
  const buildSeconds = (performance.now() - builtFrom) / 1000
  const random = seededRandom('index bench')
  const times: number[] = []
  let found = 0
  for (let q = 0; q < QUERIES; q++) {
    const track = random.integer(space.known.length)
    const query = contentQuery(space, [{ track, weight: 1 }])!
    const options = { metric: 'cosine', limit: LIMIT } as const
    if (q === 0) index.search(query, options)
    const from = performance.now()
    const { indices } = index.search(query, options)
    times.push(performance.now() - from)
    const truth = new Set(exact.search(query, options).indices)
    found += indices.filter((row) => truth.has(row)).length
  }
  return { buildSeconds, searchMs: median(times), recall: found / (QUERIES * LIMIT) }
}

/** HNSW over half-precision floats, built with as many threads as there are. */
async function measureUsearch(space: ContentSpace, exact: VectorIndex): Promise<Measured | null> {
  if (space.known.length > MOST_FOR_USEARCH) return null
  const name = 'usearch' // no dependency of Segue: install it where it is to be compared
  const module = await import(name).then((found) => found as UsearchModule).catch(() => undefined)
  if (!module) return null
  const { Index, MetricKind, ScalarKind } = module.default
  return measure(space, {
    exact,
    createIndex: ({ dims, centred }) => {
      const index = new Index({ dimensions: dims, metric: MetricKind.Cos, quantization: ScalarKind.F16, multi: false })
      const keys = BigUint64Array.from({ length: centred.rows }, (_, row) => BigInt(row))
      index.add(keys, centred.data, 0)
      return {
        search: ({ vector }, { limit }) => {
          const { keys: near, distances } = index.search(Float32Array.from(vector), limit, 1)
          return { indices: Int32Array.from(near, Number), values: distances.map((distance) => 1 - distance) }
        },
      }
    },
  })
}

interface UsearchModule {
  default: {
    MetricKind: { Cos: string }
    ScalarKind: { F16: string }
    Index: new (
      options: object,
    ) => {
      add(keys: BigUint64Array, vectors: Float32Array, threads: number): void
      search(vector: Float32Array, limit: number, threads: number): { keys: BigUint64Array; distances: Float32Array }
    }
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
