import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { readModelCard } from '@segue/models/model-card'
import { SHIPPED_MODEL_FOLDER } from '@segue/models/shipped-model'
import type { DemoTrack } from '@segue/prisma/seed/demo-track'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import pino from 'pino'
import { createAnalysisPool } from '../apps/api/src/analysis/analysis-pool.ts'
import { measureFile } from '../apps/api/src/analysis/measure-file.ts'
import type { BenchResult } from './bench.ts'
import { variedDemoTracks } from './clips/varied-demo-tracks.ts'

const TRACKS = 12
const RUNS = 5
const MIX_HOURS = 2
const HOUR_MS = 3_600_000

/** Whole tracks from mp3 to all that the product knows of them, without and with the network, and a long mix's memory. */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-bench-'))
  try {
    const pieces = variedDemoTracks(TRACKS)
    const files = await renderAll(pieces, folder)
    const soundMs = pieces.reduce((sum, { durationMs }) => sum + durationMs, 0)
    const withoutNetwork = soundMs / (await withoutNetworkMs(files))
    const oneThread = soundMs / (await withThreadsMs(files, 1))
    const twoThreads = soundMs / (await withThreadsMs(files, 2))
    const mix = await longMix(files[0], { pieceMs: pieces[0].durationMs, folder })
    return {
      title: `${TRACKS} mp3 of ${Math.round(soundMs / TRACKS / 1000)} s each, best of ${RUNS}, and a mix of ${MIX_HOURS} hours`,
      columns: ['what', 'x real time', 'x real time per thread', 'peak RSS, MB'],
      rows: [
        ['all but the network, processor time', withoutNetwork, withoutNetwork, null],
        ['all, one thread', oneThread, oneThread, null],
        ['all, two threads', twoThreads, twoThreads / 2, null],
        [`a mix of ${MIX_HOURS} hours, one thread`, mix.realTimes, mix.realTimes, mix.peakRssMb],
      ],
      json: { withoutNetwork, oneThread, twoThreads, longMix: mix.realTimes, longMixPeakRssMb: mix.peakRssMb },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function renderAll(pieces: DemoTrack[], folder: string): Promise<string[]> {
  const files: string[] = []
  for (const [i, piece] of pieces.entries()) {
    files.push(path.join(folder, `${i}.mp3`))
    await writeFile(files[i], await renderDemoTrack(piece))
  }
  return files
}

/** Decoding, loudness, true peak, waveform, resampling, tempo, beats and key: the processor time of all tracks. */
async function withoutNetworkMs(files: string[]): Promise<number> {
  const { sampleRateHz } = await readModelCard(SHIPPED_MODEL_FOLDER)
  return best(async () => {
    const before = process.cpuUsage()
    for (const file of files) await measureFile(file, { sampleRateHz, maxTrackMs: HOUR_MS })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
}

async function withThreadsMs(files: string[], threads: number): Promise<number> {
  const pool = openPool(threads)
  try {
    return await best(async () => {
      const from = performance.now()
      await Promise.all(files.map((file) => pool.analyse({ path: file })))
      return performance.now() - from
    })
  } finally {
    await pool.close()
  }
}

/** The first run, in which threads start and code is compiled, does not count. */
async function best(measure: () => Promise<number>): Promise<number> {
  await measure()
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < RUNS; i++) least = Math.min(least, await measure())
  return least
}

function openPool(analysisThreads: number) {
  const config = { analysisThreads, tfBackend: undefined, maxTrackMs: 24 * HOUR_MS }
  return createAnalysisPool({ config, log: pino({ level: 'silent' }) })
}

interface LongMix {
  realTimes: number
  peakRssMb: number
}

/** In a process of its own, whose memory is that of this one mix and its analyser. */
async function longMix(file: string, { pieceMs, folder }: { pieceMs: number; folder: string }): Promise<LongMix> {
  const piece = await readFile(file)
  const repeats = Math.ceil((MIX_HOURS * HOUR_MS) / pieceMs)
  const mix = path.join(folder, 'mix.mp3')
  await writeFile(mix, Buffer.concat(Array.from({ length: repeats }, () => piece)))
  const child = path.join(import.meta.dirname, 'clips', 'analyse-one.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, mix])
  return JSON.parse(stdout)
}
