export interface DecibelOptions {
  /** The value that counts as 0 dB; `max` is the largest given. 1 by default. */
  ref?: number | 'max'
  /** Smaller values count as this: 1e-10 by default for power, 1e-5 for amplitude, both -100 dB. */
  amin?: number
  /** How far below the loudest value the quietest may lie; null for no floor. 80 by default. */
  topDb?: number | null
}

const { log10, max } = Math

/** `librosa.power_to_db`: 10·log10(power / ref), of any shape. */
export function powerToDb(power: Float32Array, options: DecibelOptions = {}): Float32Array {
  return toDecibels(power, { amin: 1e-10, ...options }, 10)
}

/** `librosa.amplitude_to_db`: 20·log10(amplitude / ref), of any shape. */
export function amplitudeToDb(amplitude: Float32Array, options: DecibelOptions = {}): Float32Array {
  return toDecibels(amplitude, { amin: 1e-5, ...options }, 20)
}

function toDecibels(
  values: Float32Array,
  { ref = 1, amin, topDb = 80 }: DecibelOptions & { amin: number },
  factor: 10 | 20,
): Float32Array {
  const toDb = (value: number) => factor * log10(max(value, amin))
  const loudest = largest(values)
  const refDb = toDb(ref === 'max' ? loudest : Math.abs(ref))
  const floorDb = topDb === null ? Number.NEGATIVE_INFINITY : toDb(loudest) - refDb - topDb
  const decibels = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) decibels[i] = max(toDb(values[i]) - refDb, floorDb)
  return decibels
}

function largest(values: Float32Array): number {
  let max = 0
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i]
  return max
}
