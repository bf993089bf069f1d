import type { Explain, Reason } from './explain.ts'
import type { Placed } from './rank/explored-places.ts'
import type { SourceName } from './sources/source.ts'

/** A track at its place of a list. */
export interface FeedItem {
  readonly trackId: string
  /** expected preference: around 1 for what the listener surely wants, 0 for unknown, below 0 for what they avoid */
  readonly score: number
  readonly source: SourceName
  readonly reason: Reason
}

/**
 * One whose reason is worked out when it is asked for: of a list of hundreds, a page is shown at a time. A class, since
 * V8 makes a shape of its own for every object literal with a getter, and a shape keeps all that the getter can reach
 * until the next full collection: each list would outlive its request.
 */
export class ExplainedItem implements FeedItem {
  readonly trackId: string
  readonly score: number
  readonly source: SourceName
  readonly #placed: Placed
  readonly #explain: Explain
  #reason: Reason | undefined

  constructor({ trackId, source, placed }: { trackId: string; source: SourceName; placed: Placed }, explain: Explain) {
    this.trackId = trackId
    this.score = placed.score
    this.source = source
    this.#placed = placed
    this.#explain = explain
  }

  get reason(): Reason {
    this.#reason ??= this.#explain(this.#placed)
    return this.#reason
  }
}
