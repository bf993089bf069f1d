/** Neighbouring mel bands that are looked at as one. */
const BANDS_POOLED = 3

/** The mean of each three neighbouring bands, [frames x width]. @param decibels [frames x bands] */
export function poolBands(decibels: Float32Array, { bands }: { bands: number }): Float32Array {
  const width = pooledWidth(bands)
  const pooled = new Float32Array((decibels.length / bands) * width)
  for (let at = 0, from = 0; at < pooled.length; at += width, from += bands) {
    for (let i = 0; i < width * BANDS_POOLED; i++) {
      pooled[at + Math.floor(i / BANDS_POOLED)] += decibels[from + i] / BANDS_POOLED
    }
  }
  return pooled
}

/** What is left over at the top is not looked at. */
export function pooledWidth(bands: number): number {
  return Math.floor(bands / BANDS_POOLED)
}
