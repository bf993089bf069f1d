import { topK } from '../top-k.ts'
import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 100

/** What the last half hour asks for, where that differs from the history. */
export const session: Source = ({ session: taste, snapshot, excluded }) =>
  taste === undefined || taste.evidence === 0
    ? []
    : fromTopK(topK(snapshot.space.rows.dot(taste.vector), LIMIT, excluded))
