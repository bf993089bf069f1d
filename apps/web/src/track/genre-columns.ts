import type { TrackAnalysis } from './track-page-query.ts'

type Segment = TrackAnalysis['segments'][number]

export type GenreColumn = {
  segment: Segment
  /** Shares of the track's length, from 0 to 1. */
  from: number
  to: number
  /** From the bottom up, in the same order in all columns, so that a genre forms one area. */
  shares: { genre: string; share: number }[]
}

/** Each segment with the time around it, up to halfway to its neighbours: together they fill the whole track. */
export function genreColumns(segments: readonly Segment[], durationMs: number): GenreColumn[] {
  const total = new Map<string, number>()
  for (const { genres } of segments)
    for (const { label, probability } of genres) total.set(label, (total.get(label) ?? 0) + probability)
  const strength = (genre: string) => total.get(genre) ?? 0
  const borders = segments.slice(1).map(({ startMs }, i) => (segments[i].endMs + startMs) / 2 / durationMs)
  return segments.map((segment, i) => ({
    segment,
    from: borders[i - 1] ?? 0,
    to: borders[i] ?? 1,
    shares: segment.genres
      .map(({ label, probability }) => ({ genre: label, share: probability }))
      .sort((one, other) => strength(other.genre) - strength(one.genre)),
  }))
}
