import type { RowSolver } from '../als.ts'
import type { Recommender } from '../baselines/recommender.ts'
import { type CompanionOptions, type CompanionWeights, type Step, stepsOf } from '../companions/companion-problem.ts'
import { dampFame } from '../companions/damp-fame.ts'
import { buildContentSpace } from '../content-space.ts'
import { COMPANION_DEFAULTS, hybridCompanions } from '../fit-hybrid-companions.ts'
import { HYBRID_DEFAULTS, type HybridData, type HybridOptions, trainHybrid } from '../hybrid-model.ts'
import { faded } from './faded-history.ts'
import { hybridRecommender } from './hybrid-recommender.ts'
import { type Judged, objective } from './judge.ts'

/** What is learnt from listening that is held back from the training data. */
export interface HybridSettings {
  /** as in HybridOptions */
  options: Pick<HybridOptions, 'regularisation' | 'unobservedWeight' | 'contentPull' | 'companionWeight'> & {
    companions: Pick<CompanionOptions, 'contentWeight' | 'fameDamping'>
  }
  /** see `faded`; Infinity: nothing fades */
  halfLifeDays: number
}

const { regularisation, unobservedWeight, contentPull, companionWeight } = HYBRID_DEFAULTS
const { contentWeight, fameDamping } = COMPANION_DEFAULTS
/** Where there is nothing to learn it from. */
export const USUAL_SETTINGS: HybridSettings = {
  options: {
    ...{ regularisation, unobservedWeight, contentPull, companionWeight },
    companions: { contentWeight, fameDamping },
  },
  halfLifeDays: Number.POSITIVE_INFINITY,
}

/** Of fewer listeners' held-back entries chance would choose the settings. */
const FEWEST_JUDGES = 100
/** The more listeners, the less the factors need to be held back. */
const REGULARISATIONS = [0.005, 0.0025, 0.01]
/** With half the weight on all that was not met, and the same ridge. */
const UNOBSERVED_WEIGHTS = [0.05]
const CONTENT_PULLS = [0.3, 3]
const CONTENT_WEIGHTS = [6]
const COMPANION_WEIGHTS = [0, 0.5, 1, 4, 8]
/** Of companions so damped the others count for more: both are tried together. */
const FAME_DAMPINGS = [0.1, 0.2]
const HALF_LIVES_DAYS = [365, 100]
const TRIAL_ITERATIONS = 6

export interface TuningRun {
  solveRows?: RowSolver
  onTrial?: (settings: HybridSettings, score: number) => void
}

/**
 * One setting after the other, each by how well held-back entries are foretold (NDCG@100 + Recall@20): how fast the past
 * fades, how small factors are kept, how much all counts that was not met, how far factors and companions trust content,
 * how much companions count beside factors, and how much less the companions of what is famous.
 * With too few listeners to judge by, USUAL_SETTINGS.
 */
export function tuneHybrid(
  { data, judged }: { data: HybridData; judged: Judged },
  { solveRows, onTrial }: TuningRun = {},
): HybridSettings {
  let best = USUAL_SETTINGS
  if (judged.heldOut.filter(({ size }) => size > 0).length < FEWEST_JUDGES) return best
  let highest = Number.NEGATIVE_INFINITY
  const factorsOf = keptBy((key: string) => {
    const model = trainHybrid(data, {
      ...(JSON.parse(key) as FactorSettings),
      ...{ solveRows, iterations: TRIAL_ITERATIONS, companions: 'none' },
    })
    return hybridRecommender(model, judged.popularity.listenersOf)
  })
  const companionsOf = keptBy((contentWeight: number) => companionScores(data, contentWeight))

  function attempt(change: Partial<HybridSettings['options']>, halfLifeDays = best.halfLifeDays): void {
    const settings = { options: { ...best.options, ...change }, halfLifeDays }
    const { companionWeight, companions, ...ofFactors } = settings.options
    const value = objective(
      sumOf({
        factors: factorsOf(JSON.stringify(ofFactors satisfies FactorSettings)),
        companions: dampFame(companionsOf(companions.contentWeight), {
          listenersOf: judged.popularity.listenersOf,
          exponent: companions.fameDamping,
        }),
        ...{ companionWeight, halfLifeDays },
      }),
      judged,
    )
    onTrial?.(settings, value)
    if (value > highest) [best, highest] = [settings, value]
  }

  attempt({})
  if (judged.histories.some((history) => history.some(({ ageDays }) => ageDays > 0)))
    for (const halfLifeDays of HALF_LIVES_DAYS) attempt({}, halfLifeDays)
  for (const regularisation of REGULARISATIONS) attempt({ regularisation })
  for (const unobservedWeight of UNOBSERVED_WEIGHTS) {
    const { regularisation, unobservedWeight: before } = best.options
    attempt({ unobservedWeight, regularisation: (regularisation * before) / unobservedWeight })
  }
  if (data.embeddings.some((embedding) => embedding !== undefined)) {
    for (const contentPull of CONTENT_PULLS) attempt({ contentPull })
    for (const contentWeight of CONTENT_WEIGHTS) attempt({ companions: { ...best.options.companions, contentWeight } })
  }
  for (const companionWeight of COMPANION_WEIGHTS) attempt({ companionWeight })
  const { companions, companionWeight } = best.options
  for (const fameDamping of companionWeight > 0 ? FAME_DAMPINGS : [])
    for (const times of [1, 2])
      attempt({ companions: { ...companions, fameDamping }, companionWeight: times * companionWeight })
  return best
}

type FactorSettings = Omit<HybridSettings['options'], 'companionWeight' | 'companions'>

function sumOf({
  factors,
  companions,
  companionWeight,
  halfLifeDays,
}: {
  factors: Recommender
  companions: CompanionWeights
  companionWeight: number
  halfLifeDays: number
}): Recommender {
  return {
    score(history) {
      const told = faded(history, halfLifeDays)
      const scores = factors.score(told)
      const added = companions.score(stepsOf(told))
      for (let j = 0; j < scores.length; j++) scores[j] += companionWeight * added[j]
      return scores
    },
  }
}

/** The same histories are asked about again and again, each time with other weights: the scores must not be changed. */
function companionScores({ interactions, embeddings }: HybridData, contentWeight: number): CompanionWeights {
  const companions = hybridCompanions({ interactions, content: buildContentSpace(embeddings) }, { contentWeight })
  const scoresOf = keptBy((key: string) => companions.score(JSON.parse(key) as Step[]))
  const score = (history: readonly Step[]) => scoresOf(JSON.stringify(history))
  return { limitedTo: companions.limitedTo, score, scoreAll: (histories) => histories.map(score) }
}

function keptBy<K, T>(compute: (key: K) => T): (key: K) => T {
  const kept = new Map<K, T>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = compute(key)
    kept.set(key, value)
    return value
  }
}
