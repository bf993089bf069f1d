import { InvalidInputError } from './errors.ts'

/** One row more than the page was read, to know whether there is another page. */
export function toConnection<Row>(
  rows: readonly Row[],
  { size, after, cursorOf }: { size: number; after?: string | null; cursorOf: (row: Row) => string },
) {
  const edges = rows.slice(0, size).map((node) => ({ node, cursor: cursorOf(node) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  }
}

/** Cursors are opaque to clients. */
export const encodeCursor = (parts: (string | number | bigint)[]) => Buffer.from(parts.join(' ')).toString('base64url')

/** @throws InvalidInputError for what does not match `shape`, whose groups are the parts */
export function decodeCursor(cursor: string, shape: RegExp): string[] {
  const match = shape.exec(Buffer.from(cursor.slice(0, 200), 'base64url').toString('utf8'))
  if (!match) throw new InvalidInputError('This is not a cursor of this list.', 'after')
  return match.slice(1)
}
