import type { Preprocessing } from '../src/preprocessing.ts'
import { readBytes } from './read-segment.ts'
import type { MelSounds, Place } from './sounds.ts'

/** Every so many bytes are looked at: enough for two digits. */
const STRIDE = 97

/** Mean and deviation of the dB values of some tracks, with which a network's input is normalised. */
export function levelStatistics(
  store: Pick<MelSounds, 'bytes' | 'bands' | 'topDb'>,
  places: Place[],
): Preprocessing['normalisation'] {
  let sum = 0
  let squares = 0
  let count = 0
  for (const place of places) {
    const bytes = readBytes(store, place, { from: 0, length: place.frames * store.bands })
    for (let i = 0; i < bytes.length; i += STRIDE) {
      const decibels = (bytes[i] / 255 - 1) * store.topDb
      sum += decibels
      squares += decibels * decibels
      count++
    }
  }
  const meanDb = sum / Math.max(1, count)
  return { meanDb, deviationDb: Math.sqrt(Math.max(1e-6, squares / Math.max(1, count) - meanDb * meanDb)) }
}
