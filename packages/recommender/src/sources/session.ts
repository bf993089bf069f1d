import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 100

/** What the last half hour asks for; where there is no more history, the whole taste has asked for it already. */
export const session: Source = ({ taste, session: recent, snapshot, excluded }) => {
  if (!recent || recent.observations.length === taste.observations.length) return []
  return fromTopK(snapshot.space.search.best(recent.vector, { limit: LIMIT, excluded }))
}
