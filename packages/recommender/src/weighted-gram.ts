import type { DotRows } from './dot-rows.ts'
import { normalEquations } from './normal-equations.ts'

/** [dims x dims] lower triangle of Σ w·v·vᵀ over the rows of a matrix, Float64; rows of weight 0 cost nothing. */
export function weightedGram(rows: DotRows, weights: ArrayLike<number>): Float64Array {
  const { dims } = rows
  const weighted: { track: number; preference: number; confidence: number }[] = []
  for (let row = 0; row < rows.rows; row++)
    if (weights[row] !== 0) weighted.push({ track: row, preference: 0, confidence: weights[row] })
  const normal = new Float64Array(dims * dims)
  normalEquations(dims).add({ normal, right: new Float64Array(dims) }, rows, weighted)
  return normal
}
