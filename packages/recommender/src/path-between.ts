import type { CatalogueSnapshot } from './catalogue-snapshot.ts'
import { type ContentSpace, contentQuery, similarity } from './content-space.ts'
import type { RowSet } from './row-set.ts'

const { asin, min, sin } = Math

export interface PathQuery {
  from: string
  to: string
  /** tracks, both ends included; at least 2 */
  length: number
  /** rows that are not led over: a set, or those with a byte other than 0 */
  excluded?: Uint8Array | RowSet
}

/** So many tracks may stand at each place. */
const CANDIDATES = 16
/** What a path pays, in squared steps, for two tracks of one artist in a row. */
const SAME_ARTIST = 1e4
/** How much a track's distance from its place on the line counts beside the steps, both squared. */
const STRAYING = 0.25

/**
 * A way through the sound of the catalogue from one track to another: track ids, `from` first, `to` last. Each place takes
 * one of the tracks that lie nearest to its point on the arc between the two; of all such ways the one with the least
 * sum of squared steps (Viterbi 1967), so that steps are small and even. No recording comes twice, and no artist twice in
 * a row while there is another. Shorter where the catalogue has not so many tracks; empty where the sound of an end is
 * not known.
 */
export function pathBetween(snapshot: CatalogueSnapshot, query: PathQuery): string[] {
  const [first, last] = [query.from, query.to].map((id) => snapshot.rowOf.get(id))
  if (first === undefined || last === undefined) return []
  if (!snapshot.content.known[first] || !snapshot.content.known[last]) return []
  if (snapshot.recordings[first] === snapshot.recordings[last]) return [query.from]
  const stages = stagesBetween(snapshot, { first, last }, query)
  const path = cheapestPath(snapshot, [[{ row: first, straying: 0 }], ...stages, [{ row: last, straying: 0 }]])
  return path.map(({ row }) => snapshot.ids[row])
}

/** A track that may stand at a place, and how far from the place's point it lies, squared. */
interface Place {
  row: number
  straying: number
}

interface Ends {
  first: number
  last: number
}

/** For each place the tracks that may stand there; every recording is offered to one place only, so that none comes twice. */
function stagesBetween(snapshot: CatalogueSnapshot, ends: Ends, { length, excluded }: PathQuery): Place[][] {
  const near = Array.from({ length: length - 2 }, (_, i) =>
    nearPoint(snapshot, ends, { share: (i + 1) / (length - 1), limit: CANDIDATES + length, excluded }),
  )
  const stages: Place[][] = near.map(() => [])
  const { recordings } = snapshot
  const taken = new Set([recordings[ends.first], recordings[ends.last]])
  // in each round every place gets its nearest track that is left, the nearest of all places first
  for (let round = 0; round < CANDIDATES; round++) {
    const served = new Set<number>()
    const offers = near.flatMap((places, stage) => places.map((place) => ({ stage, place })))
    for (const { stage, place } of offers.sort((a, b) => a.place.straying - b.place.straying)) {
      if (served.has(stage) || taken.has(recordings[place.row])) continue
      stages[stage].push(place)
      served.add(stage)
      taken.add(recordings[place.row])
    }
  }
  return stages.filter((stage) => stage.length > 0)
}

function nearPoint(
  { content, index }: CatalogueSnapshot,
  { first, last }: Ends,
  { share, limit, excluded }: { share: number; limit: number; excluded?: Uint8Array | RowSet },
): Place[] {
  const angle = 2 * asin(min(1, distance(content, first, last) / 2))
  const point = contentQuery(content, [
    { track: first, weight: sin((1 - share) * angle) },
    { track: last, weight: sin(share * angle) },
  ])!
  const { indices, values } = index.search(point, { metric: 'euclidean', limit, excluded })
  return Array.from(indices, (row, i) => ({ row, straying: STRAYING * (1 / values[i] - 1) ** 2 }))
}

/** Between two unit embeddings. */
function distance(content: ContentSpace, a: number, b: number): number {
  return 1 / similarity(content, { a, b }, 'euclidean') - 1
}

/** One place of each stage, so that squared steps, straying and artists in a row cost least together. */
function cheapestPath(snapshot: CatalogueSnapshot, stages: readonly Place[][]): Place[] {
  let costs = [0]
  const cameFrom: number[][] = []
  for (let stage = 1; stage < stages.length; stage++) {
    const before = stages[stage - 1]
    const reached = stages[stage].map((place) => {
      let [least, origin] = [Number.POSITIVE_INFINITY, 0]
      for (let i = 0; i < before.length; i++) {
        const cost = costs[i] + stepCost(snapshot, before[i].row, place.row)
        if (cost < least) [least, origin] = [cost, i]
      }
      return { cost: least + place.straying, origin }
    })
    costs = reached.map(({ cost }) => cost)
    cameFrom.push(reached.map(({ origin }) => origin))
  }
  const path: Place[] = []
  for (let stage = stages.length - 1, i = 0; stage >= 0; stage--) {
    path.unshift(stages[stage][i])
    if (stage > 0) i = cameFrom[stage - 1][i]
  }
  return path
}

function stepCost({ content, artists }: CatalogueSnapshot, a: number, b: number): number {
  return distance(content, a, b) ** 2 + (artists[a] === artists[b] ? SAME_ARTIST : 0)
}
