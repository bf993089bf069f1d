import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decodeChunks } from '@segue/audio-core/decode-stream'
import { durationMs } from '@segue/audio-core/pcm'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import type { BenchResult } from './bench.ts'
import { variedDemoTracks } from './clips/varied-demo-tracks.ts'

/** The composed piece is repeated, so that starting a process weighs little. */
const REPEATS = 4
/** The best of so many: what else a machine does is no property of a decoder. */
const RUNS = 7

/** File name ending, and how ffmpeg encodes the piece; the mp3 is our own. */
const FORMATS: Record<string, { ending: string; options?: string[] }> = {
  mp3: { ending: 'mp3' },
  wav: { ending: 'wav', options: ['-ar', '44100', '-c:a', 'pcm_s16le'] },
  flac: { ending: 'flac', options: ['-ar', '44100', '-c:a', 'flac', '-sample_fmt', 's16'] },
  vorbis: { ending: 'ogg', options: ['-ar', '44100', '-c:a', 'libvorbis', '-q:a', '5'] },
  opus: { ending: 'opus', options: ['-ar', '48000', '-c:a', 'libopus', '-b:a', '128k'] },
  aac: { ending: 'm4a', options: ['-ar', '44100', '-c:a', 'aac', '-b:a', '160k'] },
  alac: { ending: 'm4a', options: ['-ar', '44100', '-c:a', 'alac', '-sample_fmt', 's16p'] },
}

/** How many seconds of stereo each decoder makes in one, beside ffmpeg on one thread, its start included. */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-bench-'))
  try {
    const source = path.join(folder, 'piece.mp3')
    const mp3 = await renderDemoTrack(variedDemoTracks(5)[3])
    await writeFile(source, Buffer.concat(Array.from({ length: REPEATS }, () => mp3)))
    const figures: Record<string, Figures> = {}
    for (const [name, { ending, options }] of Object.entries(FORMATS)) {
      const file = options ? path.join(folder, `${name}.${ending}`) : source
      if (options && !ffmpeg(['-i', source, '-map', '0:a', ...options, file])) continue
      figures[name] = await measure(file)
    }
    return {
      title: `Decoding ${REPEATS} repeats of a composed piece, best of ${RUNS}`,
      columns: ['format', 'segue x real time', 'ffmpeg x real time', 'segue / ffmpeg'],
      rows: Object.keys(FORMATS).map((name) => {
        const { oursRealTimes = null, ffmpegRealTimes = null } = figures[name] ?? {}
        return [
          name,
          oursRealTimes,
          ffmpegRealTimes,
          oursRealTimes && ffmpegRealTimes && oursRealTimes / ffmpegRealTimes,
        ]
      }),
      json: Object.fromEntries(Object.keys(FORMATS).map((name) => [name, figures[name] ?? null])),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Figures {
  oursRealTimes: number
  ffmpegRealTimes: number | null
}

/** In turns, so that both meet the same machine. */
async function measure(file: string): Promise<Figures> {
  const bytes = new Uint8Array(await readFile(file))
  const bestMs = { ours: Number.POSITIVE_INFINITY, ffmpeg: Number.POSITIVE_INFINITY }
  let soundMs = 0
  for (let i = 0; i < RUNS; i++) {
    const from = performance.now()
    soundMs = 0
    for await (const piece of decodeChunks(bytes)) soundMs += durationMs(piece)
    const between = performance.now()
    bestMs.ours = Math.min(bestMs.ours, between - from)
    if (ffmpeg(toNothing(file))) bestMs.ffmpeg = Math.min(bestMs.ffmpeg, performance.now() - between)
  }
  const ffmpegRealTimes = Number.isFinite(bestMs.ffmpeg) ? soundMs / bestMs.ffmpeg : null
  return { oursRealTimes: soundMs / bestMs.ours, ffmpegRealTimes }
}

function toNothing(file: string): string[] {
  return ['-threads', '1', '-i', file, '-map', '0:a', '-c:a', 'pcm_f32le', '-f', 'null', '-']
}

/** False where there is none on the PATH, or it lacks the codec. */
function ffmpeg(args: string[]): boolean {
  return spawnSync('ffmpeg', ['-v', 'quiet', '-nostdin', '-y', ...args]).status === 0
}
