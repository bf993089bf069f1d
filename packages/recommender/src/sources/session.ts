import { topK } from '../top-k.ts'
import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 100

/** What the last half hour asks for; where there is no more history, the whole taste has asked for it already. */
export const session: Source = ({ session: recent, taste, snapshot, excluded }) =>
  recent === undefined || recent.observations.length === taste.observations.length
    ? []
    : fromTopK(topK(snapshot.space.scan.dot(recent.vector), LIMIT, excluded))
