import type { RowSolver } from '@segue/recommender/als'
import type { SnapshotTrack } from '@segue/recommender/catalogue-snapshot'
import { effectiveEvents } from '@segue/recommender/effective-events'
import { type LearntSettings, learntSettings } from '@segue/recommender/evaluate/learnt-settings'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { type HybridData, type HybridModel, trainHybrid, usualFactors } from '@segue/recommender/hybrid-model'
import { buildInteractions, type Interaction } from '@segue/recommender/interactions'
import { preferences } from '@segue/recommender/preferences'
import { type HoldoutScore, type Judgement, judgeOnHoldout } from './holdout-score.ts'
import type { NumberedLog } from './listener-logs.ts'

export interface FitInput {
  tracks: readonly SnapshotTrack[]
  logs: ReadonlyMap<string, NumberedLog>
  live?: { model: HybridModel; lastSequence: bigint; settings?: LearntSettings }
}

export interface FitReport {
  /** of models that did not see the newest events, on those events */
  candidate: HoldoutScore
  live?: HoldoutScore
  /** whether the new model may replace the live one */
  holds: boolean
  dims: number
  /** tracks whose sound it was trained on */
  sounds: number
  events: number
  listeners: number
  interactions: number
  settings: LearntSettings
}

const HELD_BACK_SHARE = 0.1
/** A model may foretell so much less than the live one, as a share, beyond what chance explains. */
const TOLERANCE = 0.05
/** Fewer listeners than this prove nothing either way. */
const FEWEST_JUDGES = 5
/** From the factors of the live version it is not far to the next. */
const WARM_ITERATIONS = 5
const FEWEST_INTERACTIONS = 20
const FEWEST_LISTENERS = 2

export interface FitOptions {
  solveRows?: RowSolver
  onProgress?: (percent: number) => void
}

/**
 * Trains on everything, after trying the same on all but the newest events: those tell whether a model of this data
 * recommends at least as well as the live one, which has not seen them either. Both go on from the live one's factors.
 * How much to trust factors, sound and companions is learnt as well, of the same earlier events.
 * @returns nothing while there is too little to learn from
 */
export function fitTasteModel(
  { tracks, logs, live }: FitInput,
  { solveRows, onProgress }: FitOptions = {},
): { model: HybridModel; report: FitReport } | undefined {
  const cut = holdoutCut(logs, live?.lastSequence)
  const everything = trainingData(tracks, logs)
  const { interactions } = everything
  if (interactions.rows < FEWEST_LISTENERS || interactions.indices.length < FEWEST_INTERACTIONS) return undefined
  const split = { tracks, logs, cut }
  const start = live && hasShapeOf(live.model, tracks) ? { warmStart: live.model, iterations: WARM_ITERATIONS } : {}
  const earlier = trainingData(tracks, before(logs, cut))
  const settings = learntSettings(earlier, { live: live?.settings, solveRows })
  const train = (data: HybridData, doneBefore: number) =>
    trainHybrid(data, {
      ...settings.options,
      ...start,
      solveRows,
      onProgress: ({ iteration, iterations }) => onProgress?.(Math.round(doneBefore + (45 * iteration) / iterations)),
    })
  const candidate = judgeOnHoldout(train(earlier, 0), split)
  const model = train(everything, 50)
  const isComparable = live && live.model.dims === model.dims
  const judgedLive = isComparable ? judgeOnHoldout(live.model, split) : undefined
  return {
    model,
    report: {
      candidate: candidate.score,
      live: judgedLive?.score,
      holds: holdsAgainst(candidate, judgedLive),
      dims: model.dims,
      sounds: tracks.filter(({ embedding }) => embedding).length,
      events: [...logs.values()].reduce((sum, { events }) => sum + events.length, 0),
      listeners: logs.size,
      interactions: interactions.indices.length,
      settings,
    },
  }
}

/** Whether training may go on from it: another analyser or a grown catalogue may ask for another length of factors. */
function hasShapeOf({ dims, factors }: HybridModel, tracks: readonly SnapshotTrack[]): boolean {
  const heard = tracks.find(({ embedding }) => embedding)?.embedding?.length ?? 0
  return dims === heard && factors === usualFactors(tracks.length, heard)
}

/**
 * Whether the candidate foretells as well as the live model, listener by listener: with few of them one lucky list moves
 * the mean, so that it only fails when it falls behind by more than the tolerance and a standard error.
 */
export function holdsAgainst(candidate: Judgement, live: Judgement | undefined): boolean {
  if (!live || live.score.listeners < FEWEST_JUDGES) return true
  const gains = candidate.ndcgs.map((ndcg, listener) => ndcg - live.ndcgs[listener])
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1)
  return mean + Math.sqrt(variance / gains.length) >= -TOLERANCE * live.score.ndcg
}

/** Events with a higher number are held back: the newest tenth, but only what the live model has not learned from. */
function holdoutCut(logs: ReadonlyMap<string, NumberedLog>, liveSequence = 0n): bigint {
  const sequences = [...logs.values()].flatMap((log) => log.sequences).sort((a, b) => (a < b ? -1 : 1))
  const tenth = sequences[Math.floor(sequences.length * (1 - HELD_BACK_SHARE)) - 1] ?? 0n
  return tenth > liveSequence ? tenth : liveSequence
}

export function before(logs: ReadonlyMap<string, NumberedLog>, cut: bigint): Map<string, NumberedLog> {
  const earlier = new Map<string, NumberedLog>()
  for (const [listenerId, { events, sequences }] of logs) {
    const count = sequences.filter((sequence) => sequence <= cut).length
    if (count > 0) earlier.set(listenerId, { events: events.slice(0, count), sequences: sequences.slice(0, count) })
  }
  return earlier
}

function trainingData(tracks: readonly SnapshotTrack[], logs: ReadonlyMap<string, NumberedLog>) {
  const itemOf = new Map(tracks.map(({ id }, item) => [id, item]))
  const entries: Interaction[] = []
  let listener = 0
  for (const { events } of logs.values()) {
    const known = interactionsOf(events, itemOf).map((interaction) => ({ ...interaction, listener }))
    if (known.length === 0) continue
    entries.push(...known)
    listener++
  }
  return {
    interactions: buildInteractions(entries, { listeners: listener, items: tracks.length }),
    embeddings: tracks.map(({ embedding }) => embedding),
    itemIds: tracks.map(({ id }) => id),
  }
}

function interactionsOf(events: readonly FeedbackEvent[], itemOf: ReadonlyMap<string, number>) {
  return preferences(effectiveEvents(events)).flatMap(({ trackId, preference, confidence }) => {
    const item = itemOf.get(trackId)
    return item === undefined ? [] : [{ item, preference, confidence }]
  })
}
