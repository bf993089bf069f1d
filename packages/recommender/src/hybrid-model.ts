import { gramOf, type RowSolver, randomFactors, ridge, solveRows } from './als.ts'
import type { CompanionLinks } from './companions/companion-links.ts'
import type { CompanionOptions } from './companions/companion-problem.ts'
import { fitContentImage, placeBySound, soundRegression } from './content-image.ts'
import { buildContentSpace } from './content-space.ts'
import { fitHybridCompanions } from './fit-hybrid-companions.ts'
import { evidenceOf, type SparseRows, transpose } from './interactions.ts'
import { soundProjection } from './sound-projection.ts'

/**
 * Item factors that know both listening and sound (collaborative topic regression, Wang & Blei 2011): the factors of an
 * item lie near `image`·sound while little is known of it and leave it as evidence arrives. An item that nobody heard
 * is placed by its sound alone. Listeners are folded in from their events, so none are stored.
 */
export interface HybridModel {
  readonly factors: number
  /** length of an embedding; 0 if it was trained without sound */
  readonly dims: number
  readonly itemIds: readonly string[]
  /** [items x factors] */
  readonly itemFactors: Float32Array
  /** [factors x dims] takes a normalised, centred embedding to factors */
  readonly image: Float32Array
  /** [dims] what `image` expects to be taken from a unit embedding */
  readonly mean: Float64Array
  /** [items] sum of confidences that the item's factors rest on */
  readonly evidence: Float32Array
  /** [factors x factors] lower triangle of Σ v·vᵀ */
  readonly gram: Float64Array
  readonly unobservedWeight: number
  readonly regularisation: number
  /** what goes with what beyond the factors: many pairs belong together that no few factors can tell */
  readonly companions: CompanionLinks
  /** how much the companions count beside the factors */
  readonly companionWeight: number
}

export interface HybridData {
  interactions: SparseRows
  /** one per item, undefined where there is none */
  embeddings: readonly (Float32Array | undefined)[]
  itemIds: readonly string[]
}

export interface HybridOptions {
  factors: number
  iterations: number
  regularisation: number
  unobservedWeight: number
  seed: number | string
  /** what the sound is worth, in entries of usual confidence: an item that so many met listens to both alike */
  contentPull: number
  /** 'none' leaves them out, where only the factors are wanted */
  companions: Partial<CompanionOptions> | 'none'
  companionWeight: number
  warmStart?: HybridModel
  /** default: exactly and alone; threads (als-threads.ts) are many times as fast */
  solveRows?: RowSolver
  onProgress?: (progress: TrainingProgress) => void
}

export interface TrainingProgress {
  iteration: number
  iterations: number
  /** Σ c(p − x·v)² / Σ c over the observed pairs */
  error: number
}

export const HYBRID_DEFAULTS: Omit<HybridOptions, 'factors'> = {
  iterations: 12,
  regularisation: 0.02,
  unobservedWeight: 0.1,
  contentPull: 1,
  companions: {},
  companionWeight: 2,
  seed: 1,
}

/** Deterministic for equal data, options and seed. O(iterations · (entries·k² + (listeners + items)·k³)). */
export function trainHybrid(data: HybridData, chosen: Partial<HybridOptions> = {}): HybridModel {
  const { interactions, itemIds } = data
  const content = buildContentSpace(data.embeddings)
  const factors = chosen.factors ?? usualFactors(itemIds.length, content.dims)
  const options = { ...HYBRID_DEFAULTS, ...chosen, factors }
  const { unobservedWeight } = options
  const solve = options.solveRows ?? solveRows
  const byItem = transpose(interactions)
  const evidence = evidenceOf(byItem)
  const listenerEvidence = evidenceOf(interactions)
  const pull = options.contentPull * usualConfidence(interactions)
  const start = soundProjection(content, factors)
  const regression = soundRegression({ content, evidence, start, factors })
  let image = fitsWarmStart(options.warmStart, { factors, dims: content.dims }) ? options.warmStart.image : start
  let placed = placeBySound(content, image, factors)
  const itemFactors = initialFactors(placed, { itemIds, options, dims: content.dims })
  const listenerFactors = new Float32Array(interactions.rows * factors)

  for (let iteration = 1; iteration <= options.iterations; iteration++) {
    solve({
      matrix: interactions,
      fixed: itemFactors,
      solved: listenerFactors,
      factors,
      unobservedWeight,
      ridge: (row) => ridge(listenerEvidence[row], itemIds.length, options),
    })
    solve({
      matrix: byItem,
      fixed: listenerFactors,
      solved: itemFactors,
      factors,
      unobservedWeight,
      // an item nobody met was not turned down: its silence only counts as evidence arrives
      ridge: (row) => ridge(evidence[row], interactions.rows * metShare(evidence[row]), options),
      prior: {
        towards: placed,
        pull: (row) => (content.known[row] ? pull : 0) + 1e-9,
        unobservedShare: (row) => (content.known[row] ? metShare(evidence[row]) : 1),
      },
    })
    if (content.dims > 0) {
      image = fitContentImage({ content, itemFactors, evidence, start, factors }, regression)
      placed = placeBySound(content, image, factors)
    }
    options.onProgress?.({
      iteration,
      iterations: options.iterations,
      error: observedError(interactions, { listenerFactors, itemFactors, factors }),
    })
  }
  placeUnheard(itemFactors, { placed, evidence, factors })
  return {
    factors,
    dims: content.dims,
    itemIds,
    itemFactors,
    image,
    mean: content.mean,
    evidence: Float32Array.from(evidence),
    gram: gramOf(itemFactors, factors),
    unobservedWeight,
    regularisation: options.regularisation,
    companions: fitHybridCompanions({ interactions, content }, options.companions),
    companionWeight: options.companionWeight,
  }
}

/**
 * 64, but in a small catalogue as many as the sound has dimensions (up to 128): a few hundred tracks do not span all the
 * music that may be added tomorrow, and what the factors leave out of the sound is lost for it.
 */
export function usualFactors(items: number, dims: number): number {
  return items <= 5_000 ? Math.max(64, Math.min(128, dims)) : 64
}

function usualConfidence({ confidence }: SparseRows): number {
  return confidence.length > 0 ? confidence.reduce((sum, value) => sum + value, 0) / confidence.length : 1
}

const MET_EVIDENCE = 3

function metShare(evidence: number): number {
  return evidence / (evidence + MET_EVIDENCE)
}

function fitsWarmStart(model: HybridModel | undefined, shape: { factors: number; dims: number }): model is HybridModel {
  return model !== undefined && model.factors === shape.factors && model.dims === shape.dims
}

function initialFactors(
  placed: Float32Array,
  { itemIds, options, dims }: { itemIds: readonly string[]; options: HybridOptions; dims: number },
): Float32Array {
  const { factors, seed, warmStart } = options
  const initial = randomFactors({ rows: itemIds.length, factors, scale: 0.1, seed })
  for (let j = 0; j < initial.length; j++) initial[j] += placed[j]
  if (!fitsWarmStart(warmStart, { factors, dims })) return initial
  const earlier = new Map(warmStart.itemIds.map((id, index) => [id, index]))
  itemIds.forEach((id, item) => {
    const index = earlier.get(id)
    if (index !== undefined)
      initial.set(warmStart.itemFactors.subarray(index * factors, (index + 1) * factors), item * factors)
  })
  return initial
}

function placeUnheard(
  itemFactors: Float32Array,
  { placed, evidence, factors }: { placed: Float32Array; evidence: Float64Array; factors: number },
): void {
  for (let i = 0; i < evidence.length; i++)
    if (evidence[i] === 0) itemFactors.set(placed.subarray(i * factors, (i + 1) * factors), i * factors)
}

function observedError(
  { rows, starts, indices, preference, confidence }: SparseRows,
  {
    listenerFactors,
    itemFactors,
    factors,
  }: { listenerFactors: Float32Array; itemFactors: Float32Array; factors: number },
): number {
  let error = 0
  let weight = 0
  for (let r = 0; r < rows; r++)
    for (let at = starts[r]; at < starts[r + 1]; at++) {
      let dot = 0
      for (let f = 0; f < factors; f++) dot += listenerFactors[r * factors + f] * itemFactors[indices[at] * factors + f]
      error += confidence[at] * (preference[at] - dot) ** 2
      weight += confidence[at]
    }
  return weight > 0 ? error / weight : 0
}
