import type { RowSolver } from '../als.ts'
import { fitContentOnly } from '../baselines/content-only.ts'
import { fitEase } from '../baselines/ease.ts'
import { fitIals } from '../baselines/ials.ts'
import { fitItemKnn } from '../baselines/item-knn.ts'
import { fitPopularity } from '../baselines/popularity.ts'
import type { Recommender } from '../baselines/recommender.ts'
import { buildContentSpace, type ContentSpace } from '../content-space.ts'
import { trainHybrid } from '../hybrid-model.ts'
import type { SparseRows } from '../interactions.ts'
import { faded } from './faded-history.ts'
import { hybridRecommender } from './hybrid-recommender.ts'
import { type Judged, judge, objective, type Scores } from './judge.ts'
import { type ListeningData, subset } from './listening-data.ts'
import { readHistories, toInteractions } from './read-values.ts'
import { type Split, splitEachListener } from './splits.ts'
import { type HybridSettings, tuneHybrid } from './tune-hybrid.ts'

export const MODEL_NAMES = ['popularity', 'knn', 'ease', 'ials', 'content', 'hybrid'] as const
export type ModelName = (typeof MODEL_NAMES)[number]

export interface ComparisonInput {
  split: Split
  itemNames: readonly string[]
  /** [items] undefined where nothing is known; undefined as a whole without content */
  embeddings?: readonly (Float32Array | undefined)[]
  /** [items] who made each, where that is known */
  artists?: readonly (string | undefined)[]
  /** how a part of the training data is held back to tune on: like the split itself */
  order: 'temporal' | 'random'
  only?: readonly ModelName[]
}

export interface ComparisonRun {
  solveRows?: RowSolver
  /** in words, for whoever waits */
  onProgress?: (message: string) => void
  /** bytes that are in use now */
  memoryInUse?: () => number
}

export interface FittedModel {
  name: ModelName
  model: Recommender
  fitSeconds: number
  memoryMb: number
  /** what limits or settings the reader should know */
  note: string
}

/** Models fitted on `split.train`, each with what it cost. */
export function fitModels(input: ComparisonInput, run: ComparisonRun): FittedModel[] {
  const { split, embeddings } = input
  const interactions = toInteractions(readHistories(split.train), split.train.items)
  const content = embeddings && buildContentSpace(embeddings)
  const trial = innerTrial(input)
  const fits: Record<ModelName, () => { model: Recommender; note?: string } | undefined> = {
    popularity: () => ({ model: fitPopularity(interactions) }),
    knn: () => ({ model: fitItemKnn(interactions) }),
    ease: () => tunedEase({ interactions, trial, run }),
    ials: () => tunedIals({ interactions, trial, run }),
    content: () => content && { model: fitContentOnly(content) },
    hybrid: () => tunedHybrid({ input, interactions, trial, run }),
  }
  const fitted: FittedModel[] = []
  for (const name of input.only ?? MODEL_NAMES) {
    run.onProgress?.(`fitting ${name}`)
    const before = run.memoryInUse?.() ?? 0
    const startMs = performance.now()
    const outcome = fits[name]()
    if (!outcome) continue
    fitted.push({
      ...{ name, model: outcome.model, note: outcome.note ?? '' },
      fitSeconds: (performance.now() - startMs) / 1000,
      memoryMb: Math.max(0, ((run.memoryInUse?.() ?? 0) - before) / 1e6),
    })
  }
  return fitted
}

const HELD_BACK_SHARE = 0.15
/** Among a few hundred chance moves the scores by more than most settings do. */
const MOST_JUDGES = 2_000

interface Trial {
  interactions: SparseRows
  judged: Judged
}

/** A split of the training data alone, to choose settings by. */
function innerTrial({ split: { train }, order }: ComparisonInput): Trial {
  const inner = splitEachListener(train, { seed: 'tuning', share: HELD_BACK_SHARE, order })
  const step = Math.max(1, Math.ceil(train.listeners / MOST_JUDGES))
  const heldOut = subset(inner.heldOut, (e) => inner.heldOut.listener[e] % step === 0)
  return {
    interactions: toInteractions(readHistories(inner.train), train.items),
    judged: judgedBy({ ...inner, heldOut }, undefined),
  }
}

interface Tuned {
  interactions: SparseRows
  trial: Trial
  run: ComparisonRun
}

const EASE_RIDGES = [50, 100, 200, 400]

function tunedEase({ interactions, trial, run }: Tuned) {
  const ridge = bestOf(EASE_RIDGES, { trial, run }, (candidate) => fitEase(trial.interactions, { ridge: candidate }))
  run.onProgress?.(`  fitting with ${ridge}`)
  const model = fitEase(interactions, { ridge })
  return { model, note: `ridge ${ridge}${model.limitedTo ? `, the ${model.limitedTo} items met most` : ''}` }
}

const IALS_REGULARISATIONS = [0.0025, 0.005, 0.01, 0.02]

function tunedIals({ interactions, trial, run }: Tuned) {
  const { solveRows } = run
  const regularisation = bestOf(IALS_REGULARISATIONS, { trial, run }, (candidate) =>
    fitIals(trial.interactions, { regularisation: candidate, solveRows }),
  )
  return { model: fitIals(interactions, { regularisation, solveRows }), note: `ridge ${regularisation}` }
}

function bestOf(
  candidates: readonly number[],
  { trial, run }: Pick<Tuned, 'trial' | 'run'>,
  fit: (candidate: number) => Recommender,
): number {
  let [best, highest] = [candidates[0], Number.NEGATIVE_INFINITY]
  for (const candidate of candidates) {
    const value = objective(fit(candidate), trial.judged)
    run.onProgress?.(`  tried ${candidate}: ${value.toFixed(4)}`)
    if (value > highest) [best, highest] = [candidate, value]
  }
  return best
}

function tunedHybrid({ input, interactions, trial, run }: Tuned & { input: ComparisonInput }) {
  const { itemNames, split } = input
  const { solveRows } = run
  const embeddings = input.embeddings ?? itemNames.map(() => undefined)
  const settings = tuneHybrid(
    { data: { interactions: trial.interactions, embeddings, itemIds: itemNames }, judged: trial.judged },
    { solveRows, onTrial: (tried, score) => run.onProgress?.(`  tried ${describe(tried)}: ${score.toFixed(4)}`) },
  )
  const { halfLifeDays, options } = settings
  run.onProgress?.(`  fitting with ${describe(settings)}`)
  const model = hybridRecommender(
    trainHybrid({ interactions, embeddings, itemIds: itemNames }, { ...options, solveRows }),
    listenersOf(split.train),
  )
  return {
    model: { score: (history) => model.score(faded(history, halfLifeDays)) } satisfies Recommender,
    note: describe(settings),
  }
}

function describe({ options, halfLifeDays }: HybridSettings): string {
  const { regularisation, unobservedWeight, contentPull, companionWeight, companions } = options
  const fading = Number.isFinite(halfLifeDays) ? `, half-life ${halfLifeDays} days` : ''
  const content = `content pull ${contentPull} and weight ${companions.contentWeight}`
  const factors = `ridge ${regularisation}, unobserved ${unobservedWeight}`
  return `${factors}, ${content}, companions x ${companionWeight}, fame damped by ${companions.fameDamping}${fading}`
}

/** The questions of a split. */
export function judgedBy(split: Split, content: ContentSpace | undefined): Judged {
  const heldOut = Array.from({ length: split.heldOut.listeners }, () => new Set<number>())
  split.heldOut.item.forEach((item, e) => {
    heldOut[split.heldOut.listener[e]].add(item)
  })
  return {
    histories: readHistories(split.histories),
    heldOut,
    items: split.train.items,
    candidates: split.candidates,
    popularity: { listenersOf: listenersOf(split.train), listeners: split.train.listeners },
    content,
  }
}

/** [items] */
function listenersOf({ item, items }: ListeningData): Float64Array {
  const counts = new Float64Array(items)
  for (const i of item) counts[i]++
  return counts
}

export interface ModelResult extends Omit<FittedModel, 'model'> {
  scores: Scores
}

/** Fits and judges all models on one split. */
export function compareModels(input: ComparisonInput, run: ComparisonRun = {}): ModelResult[] {
  const content = input.embeddings && buildContentSpace(input.embeddings)
  const judged = { ...judgedBy(input.split, content), artists: input.artists }
  return fitModels(input, run).map(({ model, ...fitted }) => {
    run.onProgress?.(`judging ${fitted.name}`)
    return { ...fitted, scores: judge(model, judged) }
  })
}
