export interface PowerToDbOptions {
  /** The power that counts as 0 dB; `max` is the largest given. 1 by default. */
  ref?: number | 'max'
  /** How far below the loudest value the quietest may lie; null for no floor. 80 by default. */
  topDb?: number | null
}

const { log10, max } = Math

/** Power below this counts as this: -100 dB. */
const SMALLEST_POWER = 1e-10

/** `librosa.power_to_db`: 10·log10(power / ref), of any shape. */
export function powerToDb(power: Float32Array, { ref = 1, topDb = 80 }: PowerToDbOptions = {}): Float32Array {
  const loudest = largest(power)
  const refDb = toDb(ref === 'max' ? loudest : Math.abs(ref))
  const floorDb = topDb === null ? Number.NEGATIVE_INFINITY : toDb(loudest) - refDb - topDb
  const decibels = new Float32Array(power.length)
  for (let i = 0; i < power.length; i++) {
    decibels[i] = max(toDb(power[i]) - refDb, floorDb)
  }
  return decibels
}

function toDb(power: number): number {
  return 10 * log10(max(power, SMALLEST_POWER))
}

function largest(values: Float32Array): number {
  let max = 0
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i]
  return max
}
