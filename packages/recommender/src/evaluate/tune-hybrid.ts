import type { RowSolver } from '../als.ts'
import type { HistoryEntry, Recommender } from '../baselines/recommender.ts'
import { type CompanionOptions, stepsOf } from '../companions/companion-problem.ts'
import { buildContentSpace } from '../content-space.ts'
import { COMPANION_DEFAULTS, hybridCompanions } from '../fit-hybrid-companions.ts'
import { HYBRID_DEFAULTS, type HybridData, type HybridOptions, trainHybrid } from '../hybrid-model.ts'
import { faded } from './faded-history.ts'
import { hybridRecommender } from './hybrid-recommender.ts'
import { type Judged, judge, type Scores } from './judge.ts'

/** What is learnt from listening that is held back from the training data. */
export interface HybridSettings {
  /** as in HybridOptions */
  options: Pick<HybridOptions, 'regularisation' | 'contentPull' | 'companionWeight'> & {
    companions: Pick<CompanionOptions, 'contentWeight'>
  }
  /** see `faded`; Infinity: nothing fades */
  halfLifeDays: number
}

const { regularisation, contentPull, companionWeight } = HYBRID_DEFAULTS
/** Where there is nothing to learn it from. */
export const USUAL_SETTINGS: HybridSettings = {
  options: {
    ...{ regularisation, contentPull, companionWeight },
    companions: { contentWeight: COMPANION_DEFAULTS.contentWeight },
  },
  halfLifeDays: Number.POSITIVE_INFINITY,
}

/** Of fewer listeners' held-back entries chance would choose the settings. */
const FEWEST_JUDGES = 100
/** The more listeners, the less the factors need to be held back. */
const REGULARISATIONS = [0.005, 0.0025, 0.01]
const CONTENT_PULLS = [0.3, 3]
const CONTENT_WEIGHTS = [6]
const COMPANION_WEIGHTS = [0, 0.5, 1, 4, 8]
const HALF_LIVES_DAYS = [365, 100]
const TRIAL_ITERATIONS = 6

export interface TuningRun {
  solveRows?: RowSolver
  onTrial?: (settings: HybridSettings, score: number) => void
}

/** What settings are chosen by. */
export function objective(scores: Scores): number {
  return scores['ndcg@100'] + scores['recall@20']
}

/**
 * One setting after the other, each by how well held-back entries are foretold (NDCG@100 + Recall@20): how fast the past
 * fades, how small factors are kept, how far factors and companions trust content, how much companions count beside factors.
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
    const [regularisation, contentPull] = key.split(' ').map(Number)
    const model = trainHybrid(data, {
      ...{ regularisation, contentPull, solveRows },
      ...{ iterations: TRIAL_ITERATIONS, companions: 'none' },
    })
    return hybridRecommender(model, judged.popularity.listenersOf)
  })
  const companionsOf = keptBy((contentWeight: number) => companionScores(data, contentWeight))

  function attempt(change: Partial<HybridSettings['options']>, halfLifeDays = best.halfLifeDays): void {
    const settings = { options: { ...best.options, ...change }, halfLifeDays }
    const { regularisation, contentPull, companionWeight, companions } = settings.options
    const scores = judge(
      sumOf({
        factors: factorsOf(`${regularisation} ${contentPull}`),
        companions: companionsOf(companions.contentWeight),
        ...{ companionWeight, halfLifeDays },
      }),
      judged,
    )
    const value = objective(scores)
    onTrial?.(settings, value)
    if (value > highest) [best, highest] = [settings, value]
  }

  attempt({})
  if (judged.histories.some((history) => history.some(({ ageDays }) => ageDays > 0)))
    for (const halfLifeDays of HALF_LIVES_DAYS) attempt({}, halfLifeDays)
  for (const regularisation of REGULARISATIONS) attempt({ regularisation })
  if (data.embeddings.some((embedding) => embedding !== undefined)) {
    for (const contentPull of CONTENT_PULLS) attempt({ contentPull })
    for (const contentWeight of CONTENT_WEIGHTS) attempt({ companions: { contentWeight } })
  }
  for (const companionWeight of COMPANION_WEIGHTS) attempt({ companionWeight })
  return best
}

function sumOf({
  factors,
  companions,
  companionWeight,
  halfLifeDays,
}: {
  factors: Recommender
  companions: Recommender
  companionWeight: number
  halfLifeDays: number
}): Recommender {
  return {
    score(history) {
      const told = faded(history, halfLifeDays)
      const scores = factors.score(told)
      const added = companions.score(told)
      for (let j = 0; j < scores.length; j++) scores[j] += companionWeight * added[j]
      return scores
    },
  }
}

/** The same histories are asked about again and again, each time with other weights. */
function companionScores({ interactions, embeddings }: HybridData, contentWeight: number): Recommender {
  const companions = hybridCompanions({ interactions, content: buildContentSpace(embeddings) }, { contentWeight })
  const scoresOf = keptBy((key: string) => companions.score(stepsOf(JSON.parse(key))))
  return { score: (history) => scoresOf(JSON.stringify(history.map(withoutAge))) }
}

function withoutAge({ track, preference, confidence }: HistoryEntry) {
  return { track, preference, confidence }
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
