import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeMono } from '@segue/audio-core/decode-mono'
import { fmaFeatures } from '@segue/audio-core/fma-features'
import { FEATURE_COUNT } from '../src/architectures/input-shape.ts'
import { cachedBytes, cacheKey } from './cached-bytes.ts'
import type { StoredTrack } from './mel-cache.ts'
import type { Place } from './sounds.ts'

type FeatureOptions = {
  sampleRateHz: number
  folder: string
  onProgress?: (done: number, total: number) => void
}

/** Changes when the features are computed in another way, so that old files are not taken for new ones. */
const FEATURES_VERSION = 1

/**
 * The 518 statistics of each track, one after the other in memory that threads share, and where each lies. Computed
 * once (about a second a clip); later runs read them from `folder`. What is no number counts as zero.
 */
export async function loadFeatures(
  tracks: StoredTrack[],
  { sampleRateHz, folder, onProgress }: FeatureOptions,
): Promise<{ values: Float32Array<SharedArrayBuffer>; places: Place[] }> {
  const values = new Float32Array(new SharedArrayBuffer(tracks.length * FEATURE_COUNT * 4))
  const places: Place[] = []
  for (const [i, track] of tracks.entries()) {
    const key = await cacheKey(track.file, { features: FEATURES_VERSION, sampleRateHz })
    const bytes = await cachedBytes(join(folder, `${key}.features`), () => computeFeatures(track.file, sampleRateHz))
    const vector = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    values.set(
      vector.map((value) => (Number.isFinite(value) ? value : 0)),
      i * FEATURE_COUNT,
    )
    places.push({ file: null, offset: i * FEATURE_COUNT, frames: 1 })
    onProgress?.(i + 1, tracks.length)
  }
  return { values, places }
}

async function computeFeatures(file: string, sampleRateHz: number): Promise<Uint8Array> {
  const { samples } = await decodeMono(await readFile(file), { sampleRateHz })
  const vector = fmaFeatures(samples, { sampleRateHz })
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
}
