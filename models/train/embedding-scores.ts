import { sameGenreAt } from '../evaluate/same-genre-at.ts'
import { composeEmbedding, type EmbeddingSource, fitEmbeddingRecipe } from '../src/embedding-recipe.ts'
import type { TrackDescription } from './describe-tracks.ts'

type Shares = Partial<Record<EmbeddingSource, number>>

/** How the blocks of the product's embedding are weighed; without heads there are no words. */
export function embeddingShares({ words }: Pick<TrackDescription, 'words'>): Shares {
  return words.length > 0 ? { words: 0.2, genres: 0.8 } : { features: 0.2, timbre: 0.2, genres: 0.6 }
}

export const PRODUCT_COMPOSITION = 'as the product'

/** Compositions that are compared, by the share of each block. */
const CANDIDATES: Record<string, Shares> = {
  features: { features: 1 },
  timbre: { timbre: 1 },
  words: { words: 1 },
  genres: { genres: 1 },
  'features .2, timbre .2, genres .6': { features: 0.2, timbre: 0.2, genres: 0.6 },
  'features .15, words .15, genres .7': { features: 0.15, words: 0.15, genres: 0.7 },
}

type Described = TrackDescription & { genre: string }

/**
 * How well the product's embedding of held-out tracks keeps genres together, composed in several ways with the
 * statistics of the training tracks.
 */
export function embeddingScores({ train, test }: { train: Described[]; test: Described[] }) {
  const candidates = Object.entries({ [PRODUCT_COMPOSITION]: embeddingShares(train[0]), ...CANDIDATES }).filter(
    ([, shares]) => train[0].words.length > 0 || !shares.words,
  )
  const entries = candidates.map(([name, shares]) => {
    const recipe = fitEmbeddingRecipe(train, shares)
    const embedded = test.map((track) => ({ genre: track.genre, embedding: composeEmbedding(track, recipe) }))
    return [name, { at5: sameGenreAt(embedded, 5), at10: sameGenreAt(embedded, 10) }] as const
  })
  return Object.fromEntries(entries)
}
