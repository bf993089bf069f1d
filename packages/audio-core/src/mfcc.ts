import { powerToDb } from './decibels.ts'
import { createTableProducts } from './table-products.ts'

export interface MfccOptions {
  /** Mel bands a frame. */
  bands: number
  /** 20 by default. */
  coefficients?: number
}

/**
 * A plan for mel-frequency cepstral coefficients, [frames x coefficients] from mel power [frames x bands]: the
 * orthonormal cosine transform of decibels, which reach 80 dB down from the loudest (`librosa.feature.mfcc`).
 */
export function createMfcc({ bands, coefficients = 20 }: MfccOptions): (melPower: Float32Array) => Float32Array {
  const products = createTableProducts({ table: cosineTable(bands, coefficients), taps: bands })
  const ofConstant = Math.sqrt(bands)
  return (melPower) => {
    const decibels = powerToDb(melPower)
    const frames = decibels.length / bands
    const mfcc = new Float32Array(frames * coefficients)
    // What is the same in all bands has only the first coefficient, and is taken out so that no other rounds it.
    const read = (frame: number, into: Float32Array) => {
      const row = frame * bands
      for (let band = 0; band < bands; band++) into[band] = decibels[row + band] - decibels[row]
    }
    products({ frames, read, out: mfcc })
    for (let frame = 0; frame < frames; frame++) mfcc[frame * coefficients] += ofConstant * decibels[frame * bands]
    return mfcc
  }
}

/** [coefficients x bands]: the first rows of the orthonormal cosine transform of the second kind. */
function cosineTable(bands: number, coefficients: number): Float32Array {
  return Float32Array.from({ length: coefficients * bands }, (_, i) => {
    const k = Math.floor(i / bands)
    const band = i % bands
    return Math.sqrt((k === 0 ? 1 : 2) / bands) * Math.cos((Math.PI * k * (2 * band + 1)) / (2 * bands))
  })
}
