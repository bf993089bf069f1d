import { seededRandom } from '../seeded-random.ts'
import { entriesByListener, type ListeningData, subset } from './listening-data.ts'

/** What the models learn from, what they are told of each judged listener, and what they are to foretell. */
export interface Split {
  train: ListeningData
  /** of the listeners that are judged; often the same as `train` */
  histories: ListeningData
  heldOut: ListeningData
  /** items that may be recommended; undefined: all */
  candidates?: ReadonlySet<number>
}

interface SplitOptions {
  seed: number | string
  /** of what is to be split, 0 … 1 */
  share: number
}

/** A share of each listener's entries is held out: the last ones, or any. */
export function splitEachListener(
  data: ListeningData,
  { seed, share, order }: SplitOptions & { order: 'temporal' | 'random' },
): Split {
  if (order === 'temporal' && !data.atMs) throw new MissingTimesError('a temporal split needs timestamps')
  const isHeldOut = new Uint8Array(data.listener.length)
  const random = seededRandom(`split ${seed}`)
  for (const entries of entriesByListener(data)) {
    const ordered = shuffled(entries, random.integer)
    if (order === 'temporal') ordered.sort((a, b) => data.atMs![a] - data.atMs![b])
    for (const e of ordered.slice(ordered.length - Math.round(share * entries.length))) isHeldOut[e] = 1
  }
  const train = subset(data, (e) => isHeldOut[e] === 0)
  return { train, histories: train, heldOut: subset(data, (e) => isHeldOut[e] === 1) }
}

/** A share of the listeners is unknown to the models; four fifths of what they did is told, the rest to be foretold. */
export function splitListeners(
  data: ListeningData,
  { seed, share, order }: SplitOptions & { order: 'temporal' | 'random' },
): Split {
  const isNew = chooseNumbers(data.listeners, { seed: `listeners ${seed}`, share })
  const unseen = subset(data, (e) => isNew.has(data.listener[e]))
  const { train: histories, heldOut } = splitEachListener(unseen, { seed, share: 0.2, order })
  return { train: subset(data, (e) => !isNew.has(data.listener[e])), histories, heldOut }
}

/** A share of the items is unknown to the models; they alone are candidates, for the listeners who met them. */
export function splitItems(data: ListeningData, { seed, share }: SplitOptions): Split {
  const isCold = chooseNumbers(data.items, { seed: `items ${seed}`, share })
  const train = subset(data, (e) => !isCold.has(data.item[e]))
  return { train, histories: train, heldOut: subset(data, (e) => isCold.has(data.item[e])), candidates: isCold }
}

export class MissingTimesError extends Error {
  readonly code = 'MISSING_TIMES'
}

function chooseNumbers(count: number, { seed, share }: { seed: string; share: number }): Set<number> {
  const random = seededRandom(seed)
  return new Set(
    shuffled(
      Array.from({ length: count }, (_, i) => i),
      random.integer,
    ).slice(0, Math.round(share * count)),
  )
}

/** Fisher & Yates, on a copy. */
export function shuffled<T>(values: readonly T[], integer: (below: number) => number): T[] {
  const copy = [...values]
  for (let i = copy.length - 1; i > 0; i--) {
    const other = integer(i + 1)
    const value = copy[i]
    copy[i] = copy[other]
    copy[other] = value
  }
  return copy
}
