import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { createPowerSpectrogram, type Preprocessing, relativeDb } from '../src/preprocessing.ts'
import type { LabelledTrack } from './datasets/labelled-track.ts'

export type CachePlan = Omit<Preprocessing, 'normalisation' | 'segmentFrames'>

/** The mel-spectrograms of a data set as bytes: 0 stands for -topDb, 255 for 0 dB. */
export type MelStore = {
  tracks: (LabelledTrack & { offset: number; frames: number })[]
  bands: number
  topDb: number
  /** All tracks one after the other, [frames x bands] each; shared, so that worker threads need no copy. */
  bytes: Uint8Array<SharedArrayBuffer>
  /** Files that could not be read, and why. */
  unreadable: { file: string; reason: string }[]
}

type Progress = (done: number, total: number) => void

/** Decodes each file once; later runs read the bytes from `folder`. A file that cannot be read is named and left out. */
export async function loadMelStore(
  tracks: LabelledTrack[],
  { plan, folder, onProgress }: { plan: CachePlan; folder: string; onProgress?: Progress },
): Promise<MelStore> {
  await mkdir(folder, { recursive: true })
  const spectrogram = createPowerSpectrogram(plan)
  const read: { track: LabelledTrack; bytes: Buffer }[] = []
  const unreadable: MelStore['unreadable'] = []
  for (const [i, track] of tracks.entries()) {
    try {
      read.push({ track, bytes: await cachedMel(track, { plan, folder, spectrogram }) })
    } catch (error) {
      unreadable.push({ file: track.file, reason: (error as Error).message })
    }
    onProgress?.(i + 1, tracks.length)
  }
  return { ...joined(read, plan.bands), bands: plan.bands, topDb: plan.topDb, unreadable }
}

type CacheDeps = { plan: CachePlan; folder: string; spectrogram: (samples: Float32Array) => Float32Array }

async function cachedMel(track: LabelledTrack, { plan, folder, spectrogram }: CacheDeps): Promise<Buffer> {
  const { size, mtimeMs } = await stat(track.file)
  const key = createHash('sha256')
    .update(JSON.stringify([track.file, size, mtimeMs, plan]))
    .digest('hex')
    .slice(0, 32)
  const cacheFile = join(folder, `${key}.mel`)
  const cached = await readFile(cacheFile).catch(() => null)
  if (cached) return cached
  const { samples } = await decodeMono(await readFile(track.file), { sampleRateHz: plan.sampleRateHz })
  if (samples.length < plan.fftSize) throw new Error('It holds hardly any sound.')
  const bytes = toBytes(relativeDb(spectrogram(samples), plan), plan.topDb)
  await writeFile(`${cacheFile}.part`, bytes)
  await rename(`${cacheFile}.part`, cacheFile)
  return bytes
}

function toBytes(decibels: Float32Array, topDb: number): Buffer {
  const bytes = Buffer.alloc(decibels.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(((decibels[i] + topDb) / topDb) * 255)
  return bytes
}

function joined(read: { track: LabelledTrack; bytes: Buffer }[], bands: number): Pick<MelStore, 'tracks' | 'bytes'> {
  const total = read.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const all = new Uint8Array(new SharedArrayBuffer(total))
  let offset = 0
  const tracks = read.map(({ track, bytes }) => {
    const placed = { ...track, offset, frames: bytes.length / bands }
    all.set(bytes, offset)
    offset += bytes.length
    return placed
  })
  return { tracks, bytes: all }
}
