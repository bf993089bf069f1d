import type { Preprocessing } from '../src/preprocessing.ts'
import type { MelStore } from './mel-cache.ts'

/** Every so many bytes are looked at: enough for two digits. */
const STRIDE = 97

/** Mean and deviation of a data set's dB values, with which a network's input is normalised. */
export function levelStatistics({ bytes, topDb }: Pick<MelStore, 'bytes' | 'topDb'>): Preprocessing['normalisation'] {
  let sum = 0
  let squares = 0
  let count = 0
  for (let i = 0; i < bytes.length; i += STRIDE) {
    const decibels = (bytes[i] / 255 - 1) * topDb
    sum += decibels
    squares += decibels * decibels
    count++
  }
  const meanDb = sum / count
  return { meanDb, deviationDb: Math.sqrt(Math.max(1e-6, squares / count - meanDb * meanDb)) }
}
