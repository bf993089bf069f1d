import { topK } from '../top-k.ts'
import { fromTopK } from './from-top-k.ts'
import type { Source } from './source.ts'

const LIMIT = 300

/** What the hybrid model scores highest, by listening where there is any and by sound elsewhere. */
export const collaborative: Source = ({ taste, scores, excluded }) =>
  taste.evidence === 0 ? [] : fromTopK(topK(scores.values, LIMIT, excluded, scores.most))
