import { createDotRows, type DotRows } from '../dot-rows.ts'
import { type SparseRows, transpose } from '../interactions.ts'
import { invertSymmetric } from '../symmetric-inverse.ts'
import { weightedGram } from '../weighted-gram.ts'
import {
  type CompanionData,
  type CompanionOptions,
  type CompanionWeights,
  itemRidges,
  relativeStrengths,
  type Step,
} from './companion-problem.ts'

interface Dual {
  byItem: SparseRows
  /** [entries of byItem] */
  strengths: Float64Array
  unit: number
  /** [items] */
  ridges: Float64Array
  /** [items x dims] content, already weighted */
  content: DotRows
  listeners: number
  /** listeners + content dimensions */
  size: number
}

/**
 * With a_j the column of item j over listeners and content dimensions, and K = I + Σ a_i·a_iᵀ/λ_i:
 * B_ij = a_iᵀK⁻¹a_j / λ_i / (1 − a_jᵀK⁻¹a_j/λ_j). Only K is inverted.
 */
export function companionsByListeners(data: CompanionData, options: CompanionOptions): CompanionWeights {
  const dual = prepare(data, options)
  const { byItem, strengths, unit, ridges, content, listeners, size } = dual
  const inverse = invertSymmetric(kernel(dual), size)
  const own = ownShares(dual, inverse)
  const solver = createDotRows(size, size)
  for (let r = 0; r < size; r++) solver.data.set(inverse.subarray(r * size, (r + 1) * size), r * solver.stride)
  const { starts, indices } = byItem

  /** [size] Σ strength·a_i/λ_i */
  function askedBy(history: readonly Step[]): Float64Array {
    const asked = new Float64Array(size)
    for (const { item, strength } of history) {
      const weight = strength / unit / ridges[item]
      for (let at = starts[item]; at < starts[item + 1]; at++) asked[indices[at]] += weight * strengths[at]
      for (let d = 0; d < content.dims; d++) asked[listeners + d] += weight * content.data[item * content.stride + d]
    }
    return asked
  }

  /** Adds what the listeners say to what the content says (`scores`, in place), and takes out what each item says of itself. */
  function complete(scores: Float32Array, { solved, history }: { solved: Float32Array; history: readonly Step[] }) {
    for (let j = 0; j < scores.length; j++) {
      let sum = scores[j]
      for (let at = starts[j]; at < starts[j + 1]; at++) sum += strengths[at] * solved[indices[at]]
      scores[j] = sum
    }
    for (const { item, strength } of history) scores[item] -= (strength / unit) * own[item]
    for (let j = 0; j < scores.length; j++) scores[j] /= 1 - own[j]
    return scores
  }

  function score(history: readonly Step[]): Float32Array {
    const solved = solver.dot(askedBy(history))
    return complete(content.dot(solved.subarray(listeners)), { solved, history })
  }

  function scoreFour(histories: readonly (readonly Step[])[]): Float32Array[] {
    const solved = solver.dotFour(histories.map(askedBy))
    const byContent = content.dotFour(solved.map((vector) => vector.subarray(listeners)))
    return histories.map((history, i) => complete(byContent[i], { solved: solved[i], history }))
  }

  return {
    limitedTo: undefined,
    score,
    scoreAll: (histories) =>
      Array.from({ length: Math.ceil(histories.length / 4) }, (_, i) => histories.slice(4 * i, 4 * i + 4)).flatMap(
        scoreFour,
      ),
  }
}

function prepare({ interactions, content }: CompanionData, options: CompanionOptions): Dual {
  const byItem = transpose(interactions)
  const dims = content && options.contentWeight > 0 ? content.dims : 0
  const rows = createDotRows(byItem.rows, dims)
  for (let i = 0; i < byItem.rows; i++)
    for (let d = 0; d < dims; d++)
      rows.data[i * rows.stride + d] = options.contentWeight * content!.vectors[i * dims + d]
  return {
    byItem,
    ...relativeStrengths(byItem),
    ridges: itemRidges(listenerCounts(byItem), options),
    content: rows,
    listeners: interactions.rows,
    size: interactions.rows + dims,
  }
}

function listenerCounts({ starts, rows }: SparseRows): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => starts[i + 1] - starts[i])
}

/** [size x size] lower triangle of K. */
function kernel({ byItem, strengths, ridges, content, listeners, size }: Dual): Float64Array {
  const { starts, indices } = byItem
  const { dims, stride, data } = content
  const matrix = new Float64Array(size * size)
  for (let r = 0; r < size; r++) matrix[r * size + r] = 1
  for (let i = 0; i < byItem.rows; i++) {
    const weight = 1 / ridges[i]
    const end = starts[i + 1]
    for (let a = starts[i]; a < end; a++) {
      const row = indices[a] * size
      const weighted = weight * strengths[a]
      for (let b = starts[i]; b <= a; b++) matrix[row + indices[b]] += weighted * strengths[b]
    }
    for (let d = 0; d < dims; d++) {
      const value = weight * data[i * stride + d]
      const row = (listeners + d) * size
      for (let a = starts[i]; a < end; a++) matrix[row + indices[a]] += value * strengths[a]
    }
  }
  const inner = weightedGram(
    content,
    ridges.map((ridge) => 1 / ridge),
  )
  for (let d = 0; d < dims; d++)
    for (let e = 0; e <= d; e++) matrix[(listeners + d) * size + listeners + e] += inner[d * dims + e]
  return matrix
}

/** [items] a_jᵀK⁻¹a_j / λ_j: what an item says about itself, which its weights must not count; below 1. */
function ownShares({ byItem, strengths, ridges, content, listeners, size }: Dual, inverse: Float64Array): Float64Array {
  const { starts, indices } = byItem
  const { dims, stride, data } = content
  const shares = new Float64Array(byItem.rows)
  const contentInverse = createDotRows(dims, dims)
  for (let d = 0; d < dims; d++) {
    const row = (listeners + d) * size + listeners
    contentInverse.data.set(inverse.subarray(row, row + dims), d * contentInverse.stride)
  }
  for (let j = 0; j < byItem.rows; j++) {
    let sum = 0
    const end = starts[j + 1]
    for (let a = starts[j]; a < end; a++) {
      const row = indices[a] * size
      let inner = 0.5 * strengths[a] * inverse[row + indices[a]]
      for (let b = starts[j]; b < a; b++) inner += strengths[b] * inverse[row + indices[b]]
      for (let d = 0; d < dims; d++) inner += data[j * stride + d] * inverse[row + listeners + d]
      sum += 2 * strengths[a] * inner
    }
    const own = data.subarray(j * stride, j * stride + dims)
    contentInverse.dot(own).forEach((value, d) => {
      sum += own[d] * value
    })
    shares[j] = sum / ridges[j]
  }
  return shares
}
