import type { SimilarityMetric } from './similarity-metric.ts'

/** What a listener may choose about their feed. */
export interface FeedSettings {
  /** 0: only what fits best … 100: as varied and as daring as it gets */
  variety: number
  /** names as in SnapshotTrack.genre */
  pickedGenres: readonly string[]
  pickedArtistIds: readonly string[]
  blockedArtistIds: readonly string[]
  similarityMetric: SimilarityMetric
}

export const DEFAULT_SETTINGS: FeedSettings = {
  variety: 30,
  pickedGenres: [],
  pickedArtistIds: [],
  blockedArtistIds: [],
  similarityMetric: 'cosine',
}
