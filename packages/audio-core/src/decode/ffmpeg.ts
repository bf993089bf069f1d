import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { PeekableSource } from '../byte-source.ts'
import type { AudioFormat } from '../detect-format.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeWav } from './wav.ts'

/**
 * The demuxers that may see a stranger's file. Naming the one that fits the signature keeps ffmpeg from guessing a
 * play-list format, which could make it open other files or addresses.
 */
const DEMUXERS: Partial<Record<AudioFormat, string>> = {
  m4a: 'mov',
  aac: 'aac',
  matroska: 'matroska',
  wma: 'asf',
  caf: 'caf',
  au: 'au',
  amr: 'amr',
  ape: 'ape',
  wavpack: 'wv',
  tta: 'tta',
  musepack: 'mpc8',
  dsf: 'dsf',
  'ogg-speex': 'ogg',
}

/** Their index may come last, so ffmpeg must be able to go back and forth. */
const NEEDS_A_FILE: readonly AudioFormat[] = ['m4a', 'caf']

/** The last resort: ffmpeg, where it is on the PATH. */
export async function* decodeWithFfmpeg(source: AsyncIterable<Uint8Array>, format: AudioFormat): AsyncGenerator<Pcm> {
  const demuxer = DEMUXERS[format]
  if (!demuxer) throw new UnsupportedFormat(`Files of type ${format} are not supported.`)
  if (NEEDS_A_FILE.includes(format)) yield* decodeThroughFile(source, demuxer)
  else yield* runFfmpeg(['-protocol_whitelist', 'pipe', '-f', demuxer, '-i', 'pipe:0'], source)
}

async function* decodeThroughFile(source: AsyncIterable<Uint8Array>, demuxer: string): AsyncGenerator<Pcm> {
  const { mkdtemp, rm, writeFile } = await import('node:fs/promises')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const folder = await mkdtemp(join(tmpdir(), 'segue-decode-'))
  try {
    const file = join(folder, 'sound')
    await writeFile(file, source)
    yield* runFfmpeg(['-protocol_whitelist', 'file', '-f', demuxer, '-i', `file:${file}`], noBytes())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* runFfmpeg(input: string[], source: AsyncIterable<Uint8Array>): AsyncGenerator<Pcm> {
  const ffmpeg = await startFfmpeg([...input, '-map', '0:a:0', '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'])
  let complaint = ''
  ffmpeg.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString('utf8')).slice(0, 500)
  })
  const feeding = feed(ffmpeg, source)
  try {
    yield* decodeWav(new PeekableSource(ffmpeg.stdout))
  } catch (cause) {
    if (!(cause instanceof CorruptAudio)) throw cause
    throw new CorruptAudio(`The file cannot be decoded${complaint ? `: ${complaint.split('\n')[0]}` : '.'}`, { cause })
  } finally {
    ffmpeg.kill('SIGKILL')
    await feeding
  }
}

/** The largest block of memory in bytes, and the seconds of processor time. */
const LIMITS = ['-max_alloc', String(1 << 28), '-timelimit', '3600']

async function startFfmpeg(args: string[]): Promise<ChildProcessWithoutNullStreams> {
  const { spawn } = await import('node:child_process')
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-nostdin', ...LIMITS, ...args], { stdio: 'pipe' })
  await new Promise<void>((resolve, reject) => {
    ffmpeg.once('spawn', resolve)
    ffmpeg.once('error', (cause) =>
      reject(new UnsupportedFormat('The file needs ffmpeg, which cannot be started here.', { cause })),
    )
  })
  return ffmpeg
}

/** Never rejects: that ffmpeg has read enough, or died, shows in what it writes. */
async function feed(ffmpeg: ChildProcessWithoutNullStreams, source: AsyncIterable<Uint8Array>): Promise<void> {
  let open = true
  const close = () => {
    open = false
  }
  ffmpeg.stdin.on('error', close)
  ffmpeg.stdin.on('close', close)
  for await (const piece of source) {
    if (!open) break
    if (!ffmpeg.stdin.write(piece)) await drained(ffmpeg)
  }
  ffmpeg.stdin.end()
}

function drained({ stdin }: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve) => {
    stdin.once('drain', resolve)
    stdin.once('close', resolve)
    stdin.once('error', () => resolve())
  })
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
