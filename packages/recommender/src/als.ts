import { choleskyInPlace, choleskySolve } from './cholesky.ts'
import { evidenceOf, type SparseRows, transpose } from './interactions.ts'
import { seededRandom } from './seeded-random.ts'

/** Factors of implicit-feedback matrix factorisation: listener·item ≈ preference. Row-major Float32. */
export interface AlsModel {
  factors: number
  /** [listeners x factors] */
  listenerFactors: Float32Array
  /** [items x factors] */
  itemFactors: Float32Array
}

export interface AlsOptions {
  factors: number
  iterations: number
  /** ridge per unit of evidence (frequency-scaled as in Rendle et al. 2021) */
  regularisation: number
  /** weight of "0" on every pair, observed or not */
  unobservedWeight: number
  seed: number | string
}

/** Solves the rows of one side; `solveRows` exactly, threads (als-threads.ts) step by step. */
export type RowSolver = (problem: RowsProblem) => void

export interface AlsRun {
  /** default: `solveRows` */
  solveRows?: RowSolver
  /** after each iteration, with factors that go on changing: copy what is to be kept */
  onIteration?: (state: AlsState) => void
  /** goes on from here instead of from random factors; ends with the same bits as a run that was never interrupted */
  resumeFrom?: AlsState
}

export interface AlsState extends AlsModel {
  /** iterations done */
  iteration: number
}

/**
 * Implicit ALS (Hu, Koren & Volinsky 2008, objective as in Rendle et al. 2021):
 * Σ_observed c(p − x·v)² + α₀ Σ_all (x·v)² + ridge. Preferences may be negative.
 */
export function fitAls(interactions: SparseRows, options: AlsOptions, run: AlsRun = {}): AlsModel {
  const { factors, iterations, unobservedWeight } = options
  const solve = run.solveRows ?? solveRows
  const byItem = transpose(interactions)
  const listenerFactors = run.resumeFrom?.listenerFactors.slice() ?? new Float32Array(interactions.rows * factors)
  const itemFactors =
    run.resumeFrom?.itemFactors.slice() ??
    randomFactors({ rows: interactions.columns, factors, scale: 0.1, seed: options.seed })
  const ridgeFor = (matrix: SparseRows) => {
    const evidence = evidenceOf(matrix)
    return (row: number) => ridge(evidence[row], matrix.columns, options)
  }
  const listenerRidge = ridgeFor(interactions)
  const itemRidge = ridgeFor(byItem)
  for (let iteration = run.resumeFrom?.iteration ?? 0; iteration < iterations; iteration++) {
    solve({
      matrix: interactions,
      fixed: itemFactors,
      solved: listenerFactors,
      factors,
      unobservedWeight,
      ridge: listenerRidge,
    })
    solve({
      matrix: byItem,
      fixed: listenerFactors,
      solved: itemFactors,
      factors,
      unobservedWeight,
      ridge: itemRidge,
    })
    run.onIteration?.({ iteration: iteration + 1, factors, listenerFactors, itemFactors })
  }
  return { factors, listenerFactors, itemFactors }
}

/** λ·(evidence + α₀·columns): a row with more evidence is regularised more, so that λ means the same for all. */
export function ridge(
  evidence: number,
  columns: number,
  { regularisation, unobservedWeight }: Pick<AlsOptions, 'regularisation' | 'unobservedWeight'>,
): number {
  return regularisation * (evidence + unobservedWeight * columns) + 1e-9
}

export interface RowsProblem {
  matrix: SparseRows
  /** [columns x factors] */
  fixed: Float32Array
  /** [rows x factors], overwritten; what it holds before is where a solver that goes step by step sets out */
  solved: Float32Array
  factors: number
  unobservedWeight: number
  ridge: (row: number) => number
  /** pulls a row towards a point other than zero: with precision `pull(row)` towards row `row` of `towards` */
  prior?: { towards: Float32Array; pull: (row: number) => number; unobservedShare: (row: number) => number }
}

/** One half of an iteration: the exact minimiser for every row while the other side stays fixed. */
export function solveRows({
  matrix,
  fixed,
  solved,
  factors: k,
  unobservedWeight,
  ridge: ridgeOf,
  prior,
}: RowsProblem): void {
  const gram = gramOf(fixed, k)
  const normal = new Float64Array(k * k)
  const right = new Float64Array(k)
  for (let row = 0; row < matrix.rows; row++) {
    const share = unobservedWeight * (prior ? prior.unobservedShare(row) : 1)
    const pull = prior ? prior.pull(row) : 0
    const diagonal = ridgeOf(row) + pull
    for (let j = 0; j < normal.length; j++) normal[j] = share * gram[j]
    for (let j = 0; j < k; j++) {
      normal[j * k + j] += diagonal
      right[j] = prior ? pull * prior.towards[row * k + j] : 0
    }
    for (let at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) {
      addObservation(normal, right, {
        vector: fixed,
        start: matrix.indices[at] * k,
        factors: k,
        preference: matrix.preference[at],
        confidence: matrix.confidence[at],
      })
    }
    choleskySolve(choleskyInPlace(normal, k), right)
    solved.set(right, row * k)
  }
}

export interface WeightedObservation {
  vector: Float32Array
  start: number
  factors: number
  preference: number
  confidence: number
}

/** Adds c·v·vᵀ to the lower triangle of `normal` and c·p·v to `right`. */
export function addObservation(normal: Float64Array, right: Float64Array, observation: WeightedObservation): void {
  const { vector, start, factors: k, preference, confidence } = observation
  const row = Float64Array.from(vector.subarray(start, start + k)) // once, not k times in the loop below
  for (let a = 0, at = 0; a < k; a++, at += k) {
    const weighted = confidence * row[a]
    right[a] += preference * weighted
    for (let b = 0; b <= a; b++) normal[at + b] += weighted * row[b]
  }
}

/** [k x k] lower triangle of Σ v·vᵀ over the rows of a [n x k] matrix, Float64. */
export function gramOf(rows: Float32Array, k: number, stride = k): Float64Array {
  const gram = new Float64Array(k * k)
  for (let start = 0; start < rows.length; start += stride)
    for (let a = 0; a < k; a++) {
      const value = rows[start + a]
      if (value === 0) continue
      for (let b = 0; b <= a; b++) gram[a * k + b] += value * rows[start + b]
    }
  return gram
}

export function randomFactors(options: {
  rows: number
  factors: number
  scale: number
  seed: number | string
}): Float32Array {
  const random = seededRandom(`als ${options.seed}`)
  const scale = options.scale / Math.sqrt(options.factors)
  return Float32Array.from({ length: options.rows * options.factors }, () => scale * random.normal())
}
