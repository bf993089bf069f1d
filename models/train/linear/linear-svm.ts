import { createRandom, shuffled } from '../random.ts'
import { type LabelledVector, type LinearWeights, zeroWeights } from './linear-weights.ts'

export type SvmOptions = {
  classes: number
  /** What an error costs; smaller values regularise more. */
  cost: number
  seed: number
}

const PASSES = 200
const TOLERANCE = 1e-3

/**
 * Linear support vector machines, one class against the rest, with squared hinge loss, by dual coordinate descent
 * (Hsieh et al. 2008). The bias is the weight of a constant input.
 */
export function fitLinearSvm(data: LabelledVector[], { classes, cost, seed }: SvmOptions): LinearWeights {
  const inputs = data[0].vector.length
  const weights = zeroWeights({ inputs, classes })
  for (let label = 0; label < classes; label++) {
    const signs = data.map((sample) => (sample.label === label ? 1 : -1))
    const plane = fitPlane(data, { signs, cost, seed: seed + label })
    for (let i = 0; i < inputs; i++) weights.kernel[i * classes + label] = plane[i]
    weights.bias[label] = plane[inputs]
  }
  return weights
}

/** The weights of one class, the bias last. */
function fitPlane(
  data: LabelledVector[],
  { signs, cost, seed }: { signs: number[]; cost: number; seed: number },
): Float64Array {
  const inputs = data[0].vector.length
  const plane = new Float64Array(inputs + 1)
  const duals = new Float64Array(data.length)
  const squares = data.map(({ vector }) => vector.reduce((sum, value) => sum + value * value, 1) + 0.5 / cost)
  const random = createRandom(seed)
  for (let pass = 0; pass < PASSES; pass++) {
    let violation = 0
    for (const i of shuffled(Array.from(data.keys()), random)) {
      const { vector } = data[i]
      const slope = signs[i] * score(plane, vector) - 1 + (0.5 / cost) * duals[i]
      const projected = duals[i] === 0 ? Math.min(0, slope) : slope
      violation = Math.max(violation, Math.abs(projected))
      if (projected === 0) continue
      const before = duals[i]
      duals[i] = Math.max(0, before - slope / squares[i])
      const change = (duals[i] - before) * signs[i]
      for (let k = 0; k < inputs; k++) plane[k] += change * vector[k]
      plane[inputs] += change
    }
    if (violation < TOLERANCE) break
  }
  return plane
}

function score(plane: Float64Array, vector: Float32Array): number {
  let sum = plane[vector.length]
  for (let k = 0; k < vector.length; k++) sum += plane[k] * vector[k]
  return sum
}
