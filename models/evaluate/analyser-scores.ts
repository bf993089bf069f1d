import { classificationScores, restrictedAccuracy } from './classification-scores.ts'
import type { HeardTrack } from './hear-tracks.ts'
import { sameGenreShares } from './same-genre-at.ts'

export type AnalyserScores = {
  tracks: number
  accuracy: number
  /** When only the genres that occur may be answered. */
  accuracyRestricted: number
  macroF1: number
  logLoss: number
  /** Share of the nearest 5 and 10 others, by the embeddings of the same network, that have a track's genre. */
  genreAt5: number
  genreAt10: number
  /** Share of the segments of all tracks that are given their track's genre. */
  segmentAccuracy: number
}

/** Figures of an analyser's answers; genres that it has no label for count as wrong. */
export function analyserScores(heard: HeardTrack[], known: string[]): AnalyserScores {
  const labels = [...new Set([...known, ...heard.map(({ genre }) => genre)])]
  const predictions = heard.map(({ genre, analysis }) => {
    const probabilityOf = new Map(analysis.genres.map(({ label, probability }) => [label, probability]))
    return { label: labels.indexOf(genre), probabilities: labels.map((label) => probabilityOf.get(label) ?? 0) }
  })
  const segments = heard.flatMap(({ genre, analysis }) => analysis.segmentGenres.map(([{ label }]) => label === genre))
  const { accuracy, macroF1, logLoss } = classificationScores(predictions, labels.length)
  const shares = [...new Set(heard.map(({ fold }) => fold))].flatMap((fold) => {
    const own = heard.filter((track) => track.fold === fold)
    const embedded = own.map(({ genre, analysis }) => ({ genre, embedding: analysis.embedding }))
    return sameGenreShares(embedded, { counts: [5, 10], metric: 'cosine' })
  })
  const [genreAt5, genreAt10] = [0, 1].map((i) => shares.reduce((sum, share) => sum + share[i], 0) / shares.length)
  const accuracyRestricted = restrictedAccuracy(predictions)
  const segmentAccuracy = segments.filter(Boolean).length / Math.max(1, segments.length)
  return { tracks: heard.length, accuracy, accuracyRestricted, macroF1, logLoss, genreAt5, genreAt10, segmentAccuracy }
}
