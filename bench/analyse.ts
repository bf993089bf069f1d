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
import { songMp3 } from './clips/song-mp3.ts'
import { variedDemoTracks } from './clips/varied-demo-tracks.ts'

const PIECES = 16
/** Joined, they last as long as a song. */
const PIECES_OF_SONG = 4
const RUNS = 5
const MIX_HOURS = 2
const HOUR_MS = 3_600_000

/**
 * Whole songs from mp3 to all that the product knows of them, without and with the network; the same without the
 * network for short pieces, where what a file costs anyway weighs more; and a long mix's memory.
 */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-bench-'))
  try {
    const pieces = await writePieces(folder)
    const songs = await writeSongs(folder)
    const withoutNetwork = songs.soundMs / (await withoutNetworkMs(songs.files))
    const piecesWithoutNetwork = pieces.soundMs / (await withoutNetworkMs(pieces.files))
    const oneThread = songs.soundMs / (await withThreadsMs(songs.files, 1))
    const twoThreads = songs.soundMs / (await withThreadsMs(songs.files, 2))
    const mix = await longMix(songs, folder)
    const songLength = `songs of ${secondsOf(songs)} s`
    return {
      title: `${songs.files.length} ${songLength} (mp3, 44.1 kHz stereo, 192 kbit/s), ${PIECES} pieces of ${secondsOf(pieces)} s (mp3, 32 kHz stereo), best of ${RUNS}, and a mix of ${MIX_HOURS} hours`,
      columns: ['what', 'x real time', 'x real time per thread', 'peak RSS, MB'],
      rows: [
        [`${songLength}: all but the network, processor time`, withoutNetwork, withoutNetwork, null],
        [`pieces of ${secondsOf(pieces)} s: the same`, piecesWithoutNetwork, piecesWithoutNetwork, null],
        [`${songLength}: all, one thread`, oneThread, oneThread, null],
        [`${songLength}: all, two threads`, twoThreads, twoThreads / 2, null],
        [`a mix of ${MIX_HOURS} hours: all, one thread`, mix.realTimes, mix.realTimes, mix.peakRssMb],
      ],
      json: {
        ...{ withoutNetwork, piecesWithoutNetwork, oneThread, twoThreads },
        ...{ longMix: mix.realTimes, longMixPeakRssMb: mix.peakRssMb },
      },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Clips {
  files: string[]
  /** Of all together. */
  soundMs: number
}

function secondsOf({ soundMs, files }: Clips): number {
  return Math.round(soundMs / files.length / 1000)
}

async function writePieces(folder: string): Promise<Clips> {
  const pieces = variedDemoTracks(PIECES)
  return write(folder, { pieces, groups: pieces.map((piece) => [piece]), encode: ([piece]) => renderDemoTrack(piece) })
}

/** Each of pieces from all over the catalogue. */
async function writeSongs(folder: string): Promise<Clips> {
  const pieces = variedDemoTracks(PIECES)
  const count = PIECES / PIECES_OF_SONG
  const groups = Array.from({ length: count }, (_, song) => pieces.filter((_, i) => i % count === song))
  return write(folder, { pieces, groups, encode: songMp3 })
}

interface Writing {
  pieces: DemoTrack[]
  /** The pieces of each file. */
  groups: DemoTrack[][]
  encode(pieces: DemoTrack[]): Promise<Uint8Array>
}

async function write(folder: string, { pieces, groups, encode }: Writing): Promise<Clips> {
  const files: string[] = []
  for (const [i, group] of groups.entries()) {
    files.push(path.join(folder, `${group.length}-${i}.mp3`))
    await writeFile(files[i], await encode(group))
  }
  return { files, soundMs: pieces.reduce((sum, { durationMs }) => sum + durationMs, 0) }
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
async function longMix({ files, soundMs }: Clips, folder: string): Promise<LongMix> {
  const songs = await Promise.all(files.map((file) => readFile(file)))
  const repeats = Math.ceil((MIX_HOURS * HOUR_MS) / soundMs)
  const mix = path.join(folder, 'mix.mp3')
  await writeFile(mix, Buffer.concat(Array.from({ length: repeats }, () => songs).flat()))
  const child = path.join(import.meta.dirname, 'clips', 'analyse-one.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, mix])
  return JSON.parse(stdout)
}
