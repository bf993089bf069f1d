import { type ContentSpace, contentQuery, similarities } from '../content-space.ts'
import type { Recommender } from './recommender.ts'

/** The cosine to the mean content of what the listener wanted; items of unknown content come last. */
export function fitContentOnly(content: ContentSpace): Recommender {
  return {
    score(history) {
      const liked = history.filter(({ preference }) => preference > 0)
      const query = contentQuery(
        content,
        liked.map(({ track, preference, confidence }) => ({ track, weight: preference * confidence })),
      )
      if (!query) return new Float32Array(content.centred.rows)
      return similarities(content, query, 'cosine')
    },
  }
}
