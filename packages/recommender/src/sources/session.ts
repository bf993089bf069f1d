import { topK } from '../top-k.ts'
import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 100

/** What the last half hour asks for; where there is no more history, the whole taste has asked for it already. */
export const session: Source = ({ sessionScores: scores, excluded }) =>
  scores ? fromTopK(topK(scores.values, LIMIT, excluded, scores.most)) : []
