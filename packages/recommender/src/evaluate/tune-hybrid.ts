import type { RowSolver } from '../als.ts'
import type { HistoryEntry, Recommender } from '../baselines/recommender.ts'
import { buildContentSpace } from '../content-space.ts'
import { hybridCompanions } from '../fit-hybrid-companions.ts'
import { type HybridData, type HybridOptions, trainHybrid } from '../hybrid-model.ts'
import { faded } from './faded-history.ts'
import { hybridRecommender, stepsOf } from './hybrid-recommender.ts'
import { type Judged, judge } from './judge.ts'

/** What is learnt from listening that is held back from the training data. */
export interface HybridSettings extends Pick<HybridOptions, 'regularisation' | 'contentPull' | 'companionWeight'> {
  /** see `faded`; Infinity: nothing fades */
  halfLifeDays: number
}

export const HYBRID_SETTINGS: HybridSettings = {
  regularisation: 0.005,
  contentPull: 1,
  companionWeight: 2,
  halfLifeDays: Number.POSITIVE_INFINITY,
}

const FEWEST_JUDGES = 30
const REGULARISATIONS = [0.0025, 0.01]
const CONTENT_PULLS = [0.3, 3]
const COMPANION_WEIGHTS = [0, 0.5, 1, 4, 8]
const HALF_LIVES_DAYS = [365, 100]
const TRIAL_ITERATIONS = 6

export interface TuningRun {
  solveRows?: RowSolver
  onTrial?: (settings: HybridSettings, score: number) => void
}

/**
 * One setting after the other, each by how well held-back entries are foretold (NDCG@100 + Recall@20): how fast the past
 * fades, how small factors are kept, how far content is trusted, how much companions count beside factors.
 * With too few listeners to judge by, HYBRID_SETTINGS.
 */
export function tuneHybrid(
  { data, judged }: { data: HybridData; judged: Judged },
  { solveRows, onTrial }: TuningRun = {},
): HybridSettings {
  let best = HYBRID_SETTINGS
  if (judged.heldOut.filter(({ size }) => size > 0).length < FEWEST_JUDGES) return best
  let highest = Number.NEGATIVE_INFINITY
  const factorsOf = keptBy((key: string) => {
    const [regularisation, contentPull] = key.split(' ').map(Number)
    return hybridRecommender(
      trainHybrid(data, {
        ...{ regularisation, contentPull, solveRows },
        ...{ iterations: TRIAL_ITERATIONS, companions: 'none' },
      }),
      judged.popularity.listenersOf,
    )
  })
  const companions = companionScores(data)

  function attempt(change: Partial<HybridSettings>): void {
    const settings = { ...best, ...change }
    const factors = factorsOf(`${settings.regularisation} ${settings.contentPull}`)
    const scores = judge(blend(factors, companions, settings), judged)
    const value = scores['ndcg@100'] + scores['recall@20']
    onTrial?.(settings, value)
    if (value > highest) [best, highest] = [settings, value]
  }

  attempt({})
  if (judged.histories.some((history) => history.some(({ ageDays }) => ageDays > 0)))
    for (const halfLifeDays of HALF_LIVES_DAYS) attempt({ halfLifeDays })
  for (const regularisation of REGULARISATIONS) attempt({ regularisation })
  if (data.embeddings.some((embedding) => embedding !== undefined))
    for (const contentPull of CONTENT_PULLS) attempt({ contentPull })
  for (const companionWeight of COMPANION_WEIGHTS) attempt({ companionWeight })
  return best
}

function blend(factors: Recommender, companions: Recommender, settings: HybridSettings): Recommender {
  return {
    score(history) {
      const told = faded(history, settings.halfLifeDays)
      const scores = factors.score(told)
      const added = companions.score(told)
      for (let j = 0; j < scores.length; j++) scores[j] += settings.companionWeight * added[j]
      return scores
    },
  }
}

/** The same histories are asked about again and again, each time with other weights. */
function companionScores({ interactions, embeddings }: HybridData): Recommender {
  const companions = hybridCompanions({ interactions, content: buildContentSpace(embeddings) })
  const scoresOf = keptBy((key: string) => companions.score(stepsOf(JSON.parse(key))))
  return { score: (history) => scoresOf(JSON.stringify(history.map(withoutAge))) }
}

function withoutAge({ track, preference, confidence }: HistoryEntry) {
  return { track, preference, confidence }
}

function keptBy<T>(compute: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = compute(key)
    kept.set(key, value)
    return value
  }
}
