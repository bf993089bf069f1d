import type { SparseRows } from '../interactions.ts'
import { invertSymmetric } from '../symmetric-inverse.ts'
import {
  type CompanionData,
  type CompanionOptions,
  type CompanionWeights,
  itemRidges,
  relativeStrengths,
  type Step,
} from './companion-problem.ts'

/** The paper's form: P = (XᵀX + Λ)⁻¹, B_ij = −P_ij / P_jj, over the items that are met most. */
export function companionsByItems(data: CompanionData, options: CompanionOptions): CompanionWeights {
  const { interactions } = data
  const counts = new Int32Array(interactions.columns)
  for (const item of interactions.indices) counts[item]++
  const hasContent = data.content !== undefined && options.contentWeight > 0
  const chosen = mostMet(counts, { most: options.mostRows, fewest: hasContent ? 0 : 1 })
  const size = chosen.length
  const placeOf = new Int32Array(interactions.columns).fill(-1)
  chosen.forEach((item, place) => {
    placeOf[item] = place
  })
  const ridges = itemRidges(counts, options)
  const { strengths, unit } = relativeStrengths(interactions)
  const gram = gramOfChosen(interactions, { placeOf, size, strengths })
  if (data.content && options.contentWeight > 0) addContent(gram, { chosen, content: data.content, options })
  chosen.forEach((item, place) => {
    gram[place * size + place] += ridges[item]
  })
  const weights = toWeights(invertSymmetric(gram, size), size)
  function score(history: readonly Step[]): Float32Array {
    const sums = new Float64Array(size)
    for (const { item, strength } of history) {
      const row = placeOf[item] * size
      const relative = strength / unit
      if (row >= 0) for (let j = 0; j < size; j++) sums[j] += relative * weights[row + j]
    }
    const scores = new Float32Array(interactions.columns)
    for (let j = 0; j < size; j++) scores[chosen[j]] = sums[j]
    return scores
  }
  return {
    limitedTo: size < interactions.columns ? size : undefined,
    score,
    scoreAll: (histories) => histories.map(score),
  }
}

/** What nobody has met has nothing to say, unless its content speaks. */
function mostMet(counts: Int32Array, { most, fewest }: { most: number; fewest: number }): Int32Array {
  const known = Int32Array.from(counts.keys()).filter((item) => counts[item] >= fewest)
  return known.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, most)
}

/** [size x size] lower triangle of XᵀX. */
function gramOfChosen(
  interactions: SparseRows,
  { placeOf, size, strengths }: { placeOf: Int32Array; size: number; strengths: Float64Array },
): Float64Array {
  const { rows, starts, indices } = interactions
  const gram = new Float64Array(size * size)
  for (let r = 0; r < rows; r++)
    for (let a = starts[r]; a < starts[r + 1]; a++) {
      const row = placeOf[indices[a]]
      if (row < 0) continue
      for (let b = starts[r]; b < starts[r + 1]; b++) {
        const column = placeOf[indices[b]]
        if (column >= 0 && column <= row) gram[row * size + column] += strengths[a] * strengths[b]
      }
    }
  return gram
}

function addContent(
  gram: Float64Array,
  {
    chosen,
    content: { vectors, dims },
    options,
  }: { chosen: Int32Array; content: NonNullable<CompanionData['content']>; options: CompanionOptions },
): void {
  const size = chosen.length
  const loudness = options.contentWeight ** 2
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      let dot = 0
      for (let d = 0, p = chosen[a] * dims, q = chosen[b] * dims; d < dims; d++, p++, q++)
        dot += vectors[p] * vectors[q]
      gram[a * size + b] += loudness * dot
    }
}

/** [size x size] B with an empty diagonal. */
function toWeights(inverse: Float64Array, size: number): Float32Array {
  const weights = new Float32Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) if (i !== j) weights[i * size + j] = -inverse[i * size + j] / inverse[j * size + j]
  return weights
}
