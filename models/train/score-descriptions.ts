import { classificationScores, likeliest } from '../evaluate/classification-scores.ts'
import { sameGenreAt } from '../evaluate/same-genre-at.ts'
import { composeEmbedding, type EmbeddingSource, fitEmbeddingRecipe } from '../src/embedding-recipe.ts'
import { GENRES } from '../src/genres.ts'
import type { TrackDescription } from './describe-tracks.ts'

export type DescribedTrack = TrackDescription & { label: number; heldOut: boolean; artistKnown: boolean }

/** Compositions that are compared, by the share of each block. */
const CANDIDATES: Record<string, Partial<Record<EmbeddingSource, number>>> = {
  features: { features: 1 },
  timbre: { timbre: 1 },
  'features .7, timbre .3': { features: 0.7, timbre: 0.3 },
  'features .5, timbre .5': { features: 0.5, timbre: 0.5 },
}

/**
 * Scores of the tracks that a network was not trained on: over all labels, and over those whose artists are known once
 * more, restricted to their genres. Embeddings are composed with the training tracks' statistics.
 */
export function scoreDescriptions(tracks: DescribedTrack[]) {
  const heldOut = tracks.filter((track) => track.heldOut)
  const grouped = heldOut.filter(({ artistKnown }) => artistKnown)
  const segments = heldOut.flatMap(({ label, segmentProbabilities }) =>
    segmentProbabilities.map((probabilities) => ({ label, probabilities })),
  )
  return {
    tracks: heldOut.length,
    all: classificationScores(heldOut, GENRES.length),
    perSegment: classificationScores(segments, GENRES.length).accuracy,
    artistGrouped: { tracks: grouped.length, accuracyRestricted: restrictedAccuracy(grouped) },
    sameGenre: sameGenreScores(tracks, grouped),
  }
}

/** Accuracy when only the genres that occur may be answered. */
export function restrictedAccuracy(tracks: Pick<DescribedTrack, 'label' | 'probabilities'>[]): number {
  const occurring = new Set(tracks.map(({ label }) => label))
  const correct = tracks.filter(({ label, probabilities }) => {
    return likeliest(Array.from(probabilities, (p, i) => (occurring.has(i) ? p : 0))) === label
  })
  return correct.length / Math.max(1, tracks.length)
}

function sameGenreScores(all: DescribedTrack[], scored: DescribedTrack[]) {
  const known = all.filter(({ heldOut }) => !heldOut)
  const entries = Object.entries(CANDIDATES).map(([name, shares]) => {
    const recipe = fitEmbeddingRecipe(known, shares)
    const embedded = scored.map((track) => ({ genre: GENRES[track.label], embedding: composeEmbedding(track, recipe) }))
    return [name, { at5: sameGenreAt(embedded, 5), at10: sameGenreAt(embedded, 10) }] as const
  })
  return Object.fromEntries(entries)
}
