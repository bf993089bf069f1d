import type { HistoryEntry, Recommender } from '../baselines/recommender.ts'
import { type ContentSpace, similarity } from '../content-space.ts'
import { topK } from '../top-k.ts'
import { artistRepetition, coverage, gini, ndcg, recall } from './metrics.ts'

/** Means over the judged listeners; all in 0 … 1 but for novelty (bits). */
export interface Scores {
  'recall@20': number
  'recall@50': number
  'ndcg@20': number
  'ndcg@100': number
  map: number
  'coverage@20': number
  gini: number
  novelty: number
  /** mean cosine distance of two items of a list by content; null without content */
  diversity: number | null
  /** share of a list's places that go to an artist who stands in it already; null where artists are not known */
  artistRepetition: number | null
  listeners: number
}

export interface Judged {
  /** [listeners] what the models are told */
  histories: readonly (readonly HistoryEntry[])[]
  /** [listeners] what they are to foretell; listeners without any do not count */
  heldOut: readonly ReadonlySet<number>[]
  items: number
  candidates?: ReadonlySet<number>
  /** [items] listeners of each in the training data, and how many listeners there are */
  popularity: { listenersOf: ArrayLike<number>; listeners: number }
  content?: ContentSpace
  /** [items] undefined where the artist is not known */
  artists?: readonly (string | undefined)[]
}

const LIST = 20
const DEEPEST = 100

/** How what the listeners did next stands in the lists that a model makes of all that they had not met. */
export function judge(model: Pick<Recommender, 'score'>, judged: Judged): Scores {
  const sums = { 'recall@20': 0, 'recall@50': 0, 'ndcg@20': 0, 'ndcg@100': 0, map: 0 }
  const lists: number[][] = []
  for (const { listed, relevant, scores, excluded } of rankings(model, judged)) {
    sums['recall@20'] += recall(listed, relevant, 20)
    sums['recall@50'] += recall(listed, relevant, 50)
    sums['ndcg@20'] += ndcg(listed, relevant, 20)
    sums['ndcg@100'] += ndcg(listed, relevant, 100)
    sums.map += averagePrecision(scores, { relevant, excluded })
    lists.push(listed.slice(0, LIST))
  }
  const listeners = lists.length
  const mean = (sum: number) => (listeners > 0 ? sum / listeners : 0)
  return {
    'recall@20': mean(sums['recall@20']),
    'recall@50': mean(sums['recall@50']),
    'ndcg@20': mean(sums['ndcg@20']),
    'ndcg@100': mean(sums['ndcg@100']),
    map: mean(sums.map),
    'coverage@20': coverage(lists, judged.candidates?.size ?? judged.items),
    gini: gini(lists, judged.items),
    novelty: noveltyOf(lists, judged.popularity),
    diversity: judged.content ? diversityOf(lists, judged.content) : null,
    artistRepetition: judged.artists ? artistRepetition(lists, judged.artists) : null,
    listeners,
  }
}

/** What settings are chosen by: NDCG@100 + Recall@20, the mean over the judged listeners. */
export function objective(model: Pick<Recommender, 'score'>, judged: Judged): number {
  let sum = 0
  let listeners = 0
  for (const { listed, relevant } of rankings(model, judged)) {
    sum += ndcg(listed, relevant, 100) + recall(listed, relevant, 20)
    listeners++
  }
  return listeners > 0 ? sum / listeners : 0
}

interface Ranking {
  relevant: ReadonlySet<number>
  /** the first DEEPEST */
  listed: number[]
  /** [items] */
  scores: Float32Array
  /** [items] until the next listener's */
  excluded: Uint8Array
}

/** Full ranking: every item that a listener has not met competes, nothing is sampled. */
function* rankings(model: Pick<Recommender, 'score'>, judged: Judged): Generator<Ranking> {
  const excluded = new Uint8Array(judged.items)
  for (const [listener, relevant] of judged.heldOut.entries()) {
    if (relevant.size === 0) continue
    const history = judged.histories[listener]
    exclude(excluded, history, judged.candidates)
    const scores = model.score(history)
    yield { relevant, listed: [...topK(scores, DEEPEST, excluded).indices], scores, excluded }
  }
}

function exclude(
  excluded: Uint8Array,
  history: readonly HistoryEntry[],
  candidates: ReadonlySet<number> | undefined,
): void {
  excluded.fill(candidates ? 1 : 0)
  for (const item of candidates ?? []) excluded[item] = 0
  for (const { track } of history) excluded[track] = 1
}

/** Over the whole ranking: the mean, over the relevant items, of the precision where each stands. Ties by number. */
function averagePrecision(
  scores: Float32Array,
  { relevant, excluded }: { relevant: ReadonlySet<number>; excluded: Uint8Array },
): number {
  const sought = [...relevant].filter((item) => !excluded[item]).sort((a, b) => scores[b] - scores[a] || a - b)
  const above = new Int32Array(sought.length)
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item]) continue
    const score = scores[item]
    for (let s = sought.length - 1; s >= 0; s--) {
      const other = scores[sought[s]]
      if (score > other || (score === other && item < sought[s])) above[s]++
      else break
    }
  }
  return sought.reduce((sum, _, s) => sum + (s + 1) / (above[s] + 1), 0) / relevant.size
}

/** Mean self-information of what is listed: −log₂ of the share of listeners who have met it (one is added to all). */
function noveltyOf(lists: readonly number[][], { listenersOf, listeners }: Judged['popularity']): number {
  const places = lists.flat()
  const bits = places.map((item) => -Math.log2((listenersOf[item] + 1) / (listeners + 1)))
  return places.length > 0 ? bits.reduce((sum, value) => sum + value, 0) / places.length : 0
}

function diversityOf(lists: readonly number[][], content: ContentSpace): number {
  let sum = 0
  let pairs = 0
  for (const list of lists)
    for (let a = 0; a < list.length; a++)
      for (let b = 0; b < a; b++) {
        if (!content.known[list[a]] || !content.known[list[b]]) continue
        sum += 1 - similarity(content, { a: list[a], b: list[b] }, 'cosine')
        pairs++
      }
  return pairs > 0 ? sum / pairs : 0
}
