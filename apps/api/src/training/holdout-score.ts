import { buildSnapshot, type CatalogueSnapshot, type SnapshotTrack } from '@segue/recommender/catalogue-snapshot'
import { addLinkScores } from '@segue/recommender/companions/companion-links'
import { stepsOf } from '@segue/recommender/companions/companion-problem'
import { effectiveEvents } from '@segue/recommender/effective-events'
import { ndcg, recall } from '@segue/recommender/evaluate/metrics'
import type { FeedbackEvent } from '@segue/recommender/feedback-event'
import { foldIn } from '@segue/recommender/fold-in'
import type { HybridModel } from '@segue/recommender/hybrid-model'
import { preferences } from '@segue/recommender/preferences'
import { observations } from '@segue/recommender/ranking-request'
import { topK } from '@segue/recommender/top-k'
import type { NumberedLog } from './listener-logs.ts'

export type HoldoutScore = {
  /** of the first 20 of all tracks that the listener had not met, mean over listeners */
  recall: number
  ndcg: number
  /** who met something new and wanted it */
  listeners: number
}

export interface Judgement {
  score: HoldoutScore
  /** [listeners] of each who judged, in the order of the logs: the same listeners for every model */
  ndcgs: number[]
}

interface Split {
  tracks: readonly SnapshotTrack[]
  logs: ReadonlyMap<string, NumberedLog>
  /** events up to this number are what a model may know of a listener; the later ones are to be foretold */
  cut: bigint
}

const K = 20

/** How well a model foretells what listeners went on to enjoy, ranking everything that they had not met before. */
export function judgeOnHoldout(model: HybridModel, { tracks, logs, cut }: Split): Judgement {
  const snapshot = buildSnapshot({ version: 'holdout', tracks, model })
  const ndcgs: number[] = []
  const recalls: number[] = []
  for (const { events, sequences } of logs.values()) {
    const known = events.filter((_, place) => sequences[place]! <= cut)
    const met = new Set(known.map(({ trackId }) => trackId))
    const relevant = wantedRows(snapshot, events, met)
    if (known.length === 0 || relevant.size === 0) continue
    const ranked = rank(snapshot, known, met)
    recalls.push(recall(ranked, relevant, K))
    ndcgs.push(ndcg(ranked, relevant, K))
  }
  return { score: { recall: mean(recalls), ndcg: mean(ndcgs), listeners: ndcgs.length }, ndcgs }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
}

function wantedRows({ rowOf }: CatalogueSnapshot, events: readonly FeedbackEvent[], met: ReadonlySet<string>) {
  const wanted = preferences(effectiveEvents(events)).filter(({ preference }) => preference > 0)
  return new Set(wanted.flatMap(({ trackId }) => (met.has(trackId) ? [] : (rowOf.get(trackId) ?? []))))
}

function rank(snapshot: CatalogueSnapshot, known: readonly FeedbackEvent[], met: ReadonlySet<string>): number[] {
  const taste = foldIn(snapshot.space, observations(snapshot, preferences(effectiveEvents(known))))
  const excluded = new Uint8Array(snapshot.size)
  for (const trackId of met) {
    const row = snapshot.rowOf.get(trackId)
    if (row !== undefined) excluded[row] = 1
  }
  const scores = snapshot.space.rows.dot(taste.vector)
  addLinkScores(scores, { links: snapshot.companions, history: stepsOf(taste.observations), factor: 1 })
  return [...topK(scores, K, excluded).indices]
}
