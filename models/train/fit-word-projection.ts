import { standardised } from '../src/standardised.ts'
import type { WordProjection } from '../src/word-projection.ts'
import { momentsOf } from './moments.ts'
import { principalAxes } from './principal-axes.ts'

const DIRECTIONS = 48

/** Where tracks differ most in the words that they use; nothing is known of their genres. @param tracks wordStatistics */
export function fitWordProjection(
  tracks: Float32Array[],
  { words, seed, directions = DIRECTIONS }: { words: number; seed: number; directions?: number },
): WordProjection {
  const strengths = tracks.map((statistics) => statistics.slice(0, words))
  const moments = momentsOf(strengths)
  const rows = strengths.map((vector) => standardised(vector, moments))
  const count = Math.min(directions, words, tracks.length - 1)
  return { ...moments, axes: principalAxes(rows, { count, seed }) }
}
