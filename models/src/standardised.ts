/** A standardised number beyond this is an outlier and counts as this. */
const FARTHEST = 5

/** In deviations from the mean; what is no number counts as the mean. */
export function standardised(
  vector: Float32Array,
  { mean, deviation }: { mean: Float32Array; deviation: Float32Array },
): Float32Array {
  return vector.map((value, i) => {
    const distance = (value - mean[i]) / deviation[i]
    return Number.isFinite(distance) ? Math.max(-FARTHEST, Math.min(FARTHEST, distance)) : 0
  })
}
