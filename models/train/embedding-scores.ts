import { sameGenreAt } from '../evaluate/same-genre-at.ts'
import { composeEmbedding, type EmbeddingSource, fitEmbeddingRecipe } from '../src/embedding-recipe.ts'
import type { TrackDescription } from './describe-tracks.ts'

/** How the blocks of the product's embedding are weighed. */
export const EMBEDDING_SHARES = { features: 0.2, timbre: 0.2, genres: 0.6 }

/** Compositions that are compared, by the share of each block. */
const CANDIDATES: Record<string, Partial<Record<EmbeddingSource, number>>> = {
  features: { features: 1 },
  timbre: { timbre: 1 },
  genres: { genres: 1 },
  'features .7, timbre .3': { features: 0.7, timbre: 0.3 },
  'genres .5, timbre .5': { genres: 0.5, timbre: 0.5 },
  'features .3, timbre .3, genres .4': { features: 0.3, timbre: 0.3, genres: 0.4 },
  'features .2, timbre .2, genres .6': EMBEDDING_SHARES,
  'features .4, timbre .2, genres .4': { features: 0.4, timbre: 0.2, genres: 0.4 },
}

type Described = TrackDescription & { genre: string }

/**
 * How well the product's embedding of held-out tracks keeps genres together, composed in several ways with the
 * statistics of the training tracks.
 */
export function embeddingScores({ train, test }: { train: Described[]; test: Described[] }) {
  const entries = Object.entries(CANDIDATES).map(([name, shares]) => {
    const recipe = fitEmbeddingRecipe(train, shares)
    const embedded = test.map((track) => ({ genre: track.genre, embedding: composeEmbedding(track, recipe) }))
    return [name, { at5: sameGenreAt(embedded, 5), at10: sameGenreAt(embedded, 10) }] as const
  })
  return Object.fromEntries(entries)
}
