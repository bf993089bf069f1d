import type { RankingRequest } from '../ranking-request.ts'

export type SourceName = 'collaborative' | 'session' | 'similar' | 'picked' | 'popular' | 'fresh' | 'exploration'

/** A track that a source proposes. */
export interface Candidate {
  /** row of the track */
  track: number
  /** what the source ranks by; only comparable within one source */
  value: number
}

/** Proposes tracks that are not excluded, best first. */
export type Source = (request: RankingRequest) => Candidate[]
