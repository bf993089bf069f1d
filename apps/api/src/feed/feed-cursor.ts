import { InvalidInputError } from '../errors.ts'

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
  return Buffer.from(`feed:${offset}:${lastSequence}`).toString('base64url')
}

/** @throws InvalidInputError */
export function decodeFeedCursor(cursor: string): FeedCursor {
  const match = /^feed:(\d{1,6}):(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!match) throw new InvalidInputError('This is not a cursor of a feed.', 'after')
  return { offset: Number(match[1]), lastSequence: BigInt(match[2]!) }
}
