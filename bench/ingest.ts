import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import { analyseBacklog } from '../apps/api/src/analysis/analyse-backlog.ts'
import { createAnalysisPool } from '../apps/api/src/analysis/analysis-pool.ts'
import { readConfig } from '../apps/api/src/config.ts'
import { createDeps, type Deps } from '../apps/api/src/deps.ts'
import { uploadTrack } from '../apps/api/src/upload/upload-track.ts'
import { startEmbeddedPostgres } from '../prisma/embedded-postgres.ts'
import { migrate } from '../prisma/migrate.ts'
import type { BenchResult } from './bench.ts'
import { variedDemoTracks } from './clips/varied-demo-tracks.ts'

const TRACKS = 16
const WARM_UP = 2

/** How fast composed tracks go from an uploaded mp3 to a stored embedding, by one analysis thread, database included. */
export async function run(): Promise<BenchResult> {
  const pieces = variedDemoTracks(TRACKS + WARM_UP)
  const files: Uint8Array[] = []
  for (const piece of pieces) files.push(await renderDemoTrack(piece))
  return withInstallation(async (deps) => {
    const pool = createAnalysisPool({ config: deps.config, log: deps.log })
    const modelVersion = await shippedAnalysisVersion()
    const ingest = async (from: number, to: number) => {
      const uploadMs = await timed(() => upload(files.slice(from, to), deps))
      const analysisMs = await timed(() => analyseBacklog(deps, { pool, modelVersion }))
      return { uploadMs, analysisMs }
    }
    await ingest(0, WARM_UP) // the thread starts and the network is loaded
    const { uploadMs, analysisMs } = await ingest(WARM_UP, files.length)
    await pool.close()
    const stored = await deps.db.trackAnalysis.count()
    if (stored !== files.length) throw new Error(`${stored} of ${files.length} tracks have an embedding`)
    const audioSeconds = pieces.slice(WARM_UP).reduce((sum, { durationMs }) => sum + durationMs / 1000, 0)
    return result({ uploadMs, analysisMs, audioSeconds })
  })
}

function result({ uploadMs, analysisMs, audioSeconds }: Record<'uploadMs' | 'analysisMs' | 'audioSeconds', number>) {
  const seconds = analysisMs / 1000
  return {
    title: `${TRACKS} mp3 of ${Math.round(audioSeconds / TRACKS)} s each, from decode to stored embedding, one thread`,
    columns: ['tracks/s', 's per track', 's of audio per s', 'upload ms per track'],
    rows: [[TRACKS / seconds, seconds / TRACKS, audioSeconds / seconds, uploadMs / TRACKS]],
    json: {
      tracksPerSecond: TRACKS / seconds,
      secondsPerTrack: seconds / TRACKS,
      audioSecondsPerSecond: audioSeconds / seconds,
      uploadSecondsPerTrack: uploadMs / 1000 / TRACKS,
    },
  }
}

async function upload(files: Uint8Array[], deps: Deps) {
  for (const [i, bytes] of files.entries()) {
    const { state } = await uploadTrack(Readable.from([Buffer.from(bytes)]), { fileName: `${i}.mp3` }, deps)
    if (state !== 'STORED') throw new Error(`an upload ended as ${state}`)
  }
}

/** A throw-away database and data folder. */
async function withInstallation(measure: (deps: Deps) => Promise<BenchResult>): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-bench-'))
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: 0, throwAway: true })
  await migrate(postgres.url)
  const secret = 'only for this benchmark, which nobody can reach'
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    SEGUE_DATA: path.join(folder, 'data'),
    NEXTAUTH_SECRET: secret,
    SEGUE_WEB_SECRET: secret,
    SEGUE_STREAM_SECRET: secret,
  })
  const { deps, close } = await createDeps(config)
  try {
    return await measure(deps)
  } finally {
    await close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
