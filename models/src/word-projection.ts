import { standardised } from './standardised.ts'

/** The directions in which tracks differ most in the words that they use; see wordStatistics. */
export type WordProjection = {
  /** [words] */
  mean: Float32Array
  /** [words] */
  deviation: Float32Array
  /** [directions x words], each of length 1 and at right angles to the others */
  axes: Float32Array
}

/**
 * Where a track lies along each direction, [directions].
 * @param statistics of wordStatistics; only how strongly each word is heard on average is looked at
 */
export function projectWords(statistics: Float32Array, { mean, deviation, axes }: WordProjection): Float32Array {
  const words = mean.length
  const strengths = standardised(statistics.subarray(0, words), { mean, deviation })
  const places = new Float32Array(axes.length / words)
  for (let i = 0; i < axes.length; i++) places[Math.floor(i / words)] += axes[i] * strengths[i % words]
  return places
}
