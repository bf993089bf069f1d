import type { HybridData } from '../hybrid-model.ts'
import { buildInteractions, type Interaction, type SparseRows } from '../interactions.ts'
import { seededRandom } from '../seeded-random.ts'
import type { Judged } from './judge.ts'

const SHARE = 0.15
/** Among a few hundred chance moves the scores by more than most settings do. */
const MOST_JUDGES = 2_000

/** The same data without a share of what each listener wanted, and the question to foretell that share. */
export function holdBack(data: HybridData): { data: HybridData; judged: Judged } {
  const { interactions } = data
  const random = seededRandom('hold back')
  const kept: Interaction[] = []
  const heldOut = Array.from({ length: interactions.rows }, () => new Set<number>())
  const step = Math.ceil(interactions.rows / MOST_JUDGES)
  for (const entry of entriesOf(interactions))
    if (entry.listener % step === 0 && entry.preference > 0 && random.next() < SHARE)
      heldOut[entry.listener].add(entry.item)
    else kept.push(entry)
  const train = buildInteractions(kept, { listeners: interactions.rows, items: interactions.columns })
  const listenersOf = new Float64Array(train.columns)
  for (const item of train.indices) listenersOf[item]++
  return {
    data: { ...data, interactions: train },
    judged: {
      histories: historiesOf(train),
      heldOut,
      items: train.columns,
      popularity: { listenersOf, listeners: train.rows },
    },
  }
}

function* entriesOf({ rows, starts, indices, preference, confidence }: SparseRows): Generator<Interaction> {
  for (let listener = 0; listener < rows; listener++)
    for (let at = starts[listener]; at < starts[listener + 1]; at++)
      yield { listener, item: indices[at], preference: preference[at], confidence: confidence[at] }
}

function historiesOf(interactions: SparseRows): Judged['histories'] {
  const histories: Judged['histories'][number][number][][] = Array.from({ length: interactions.rows }, () => [])
  for (const { listener, item, preference, confidence } of entriesOf(interactions))
    histories[listener].push({ track: item, preference, confidence, ageDays: 0 })
  return histories
}
