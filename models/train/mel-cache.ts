import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { audioVariants } from '@segue/audio-core/augment/audio-variants'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { createPowerSpectrogram, type Preprocessing, relativeDb } from '../src/preprocessing.ts'
import { cachedBytes, cacheKey } from './cached-bytes.ts'
import type { LabelledTrack, LeftOut } from './datasets/labelled-track.ts'
import { createRandom } from './random.ts'
import type { MelSounds, Place } from './sounds.ts'

export type CachePlan = Omit<Preprocessing, 'normalisation' | 'segmentFrames'>

export type StoredTrack = LabelledTrack & { place: Place; variants: Place[] }

/** The mel-spectrograms of a data set; see MelSounds for their form. */
export type MelStore = Pick<MelSounds, 'bytes' | 'bands' | 'topDb'> & {
  tracks: StoredTrack[]
  /** Files that could not be read or are too short. */
  leftOut: LeftOut[]
}

export type MelStoreOptions = {
  plan: CachePlan
  /** Where the bytes are kept. */
  folder: string
  /** How many changed recordings of each track are made beside it (see audioVariants), and with which seed. */
  variants?: { count: number; seed: number }
  /** Above so many bytes, the spectrograms stay on disk and are read as they are needed. */
  memoryBytes?: number
  onProgress?: (done: number, total: number) => void
}

const DEFAULT_MEMORY_BYTES = 2 ** 31

/** Decodes each file once; later runs read the bytes from `folder`. A file that cannot be read is named and left out. */
export async function loadMelStore(tracks: LabelledTrack[], options: MelStoreOptions): Promise<MelStore> {
  const { plan, memoryBytes = DEFAULT_MEMORY_BYTES, onProgress } = options
  const spectrogram = createPowerSpectrogram(plan)
  const stored: StoredTrack[] = []
  const leftOut: LeftOut[] = []
  for (const [i, track] of tracks.entries()) {
    try {
      stored.push(await storeTrack(track, { ...options, spectrogram }))
    } catch (error) {
      leftOut.push({ file: track.file, reason: (error as Error).message })
    }
    onProgress?.(i + 1, tracks.length)
  }
  const total = placesOf(stored).reduce((sum, { frames }) => sum + frames * plan.bands, 0)
  const bytes = total <= memoryBytes ? await gather(placesOf(stored), { bands: plan.bands, total }) : null
  return { tracks: stored, bytes, bands: plan.bands, topDb: plan.topDb, leftOut }
}

type StoreDeps = MelStoreOptions & { spectrogram: (samples: Float32Array) => Float32Array }

async function storeTrack(track: LabelledTrack, deps: StoreDeps): Promise<StoredTrack> {
  const { plan, folder, variants = { count: 0, seed: 0 }, spectrogram } = deps
  const key = await cacheKey(track.file, plan)
  const samples = lazily(() => decode(track.file, plan))
  const toMel = (sound: Float32Array) => toBytes(relativeDb(spectrogram(sound), plan), plan.topDb)
  const placeOf = async (name: string, compute: () => Promise<Uint8Array>): Promise<Place> => {
    const file = join(folder, `${key}${name}.mel`)
    const { length } = await cachedBytes(file, compute)
    return { file, offset: 0, frames: length / plan.bands }
  }
  const place = await placeOf('', async () => toMel(await samples()))
  const seconds = (place.frames * plan.hopLength) / plan.sampleRateHz
  const { minimumSeconds = 0 } = track
  if (seconds < minimumSeconds) throw new Error(`is shorter than ${minimumSeconds} s: ${seconds.toFixed(1)} s`)
  const changed: Place[] = []
  for (let i = 0; i < variants.count; i++) {
    const change = async () => {
      const random = createRandom(variants.seed, i, Number.parseInt(key.slice(0, 7), 16))
      const { sampleRateHz } = plan
      // No other clip is mixed in: it could be one that is held out.
      const [variant] = await audioVariants(await samples(), { sampleRateHz, count: 1 }, random)
      return toMel(variant)
    }
    changed.push(await placeOf(`-${variants.seed}-${i}`, change))
  }
  return { ...track, place, variants: changed }
}

async function decode(file: string, { sampleRateHz, fftSize }: CachePlan): Promise<Float32Array> {
  const { samples } = await decodeMono(await readFile(file), { sampleRateHz })
  if (samples.length < fftSize) throw new Error('holds hardly any sound')
  return samples
}

function lazily<T>(compute: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined
  return () => {
    value ??= compute()
    return value
  }
}

function toBytes(decibels: Float32Array, topDb: number): Uint8Array {
  const bytes = new Uint8Array(decibels.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(((decibels[i] + topDb) / topDb) * 255)
  return bytes
}

function placesOf(tracks: StoredTrack[]): Place[] {
  return tracks.flatMap(({ place, variants }) => [place, ...variants])
}

/** Reads all files into memory that threads can share, and notes where each lies there. */
async function gather(places: Place[], { bands, total }: { bands: number; total: number }) {
  const all = new Uint8Array(new SharedArrayBuffer(total))
  let offset = 0
  for (const place of places) {
    if (place.file) all.set(await readFile(place.file), offset)
    Object.assign(place, { file: null, offset })
    offset += place.frames * bands
  }
  return all
}
