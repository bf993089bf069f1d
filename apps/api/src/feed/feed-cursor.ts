import { decodeCursor, encodeCursor } from '../page.ts'

/**
 * A place in one certain feed: the one that the log made when it ended with `lastSequence`. Later pages are made from
 * the same log, so that nothing appears twice or is left out because of what the listener does while scrolling.
 */
export interface FeedCursor {
  /** places that lie before the next page */
  offset: number
  lastSequence: bigint
}

export function encodeFeedCursor({ offset, lastSequence }: FeedCursor): string {
  return encodeCursor(['feed', offset, lastSequence])
}

/** @throws InvalidInputError */
export function decodeFeedCursor(cursor: string): FeedCursor {
  const [offset, lastSequence] = decodeCursor(cursor, /^feed (\d{1,6}) (\d{1,18})$/)
  return { offset: Number(offset), lastSequence: BigInt(lastSequence!) }
}
